"""What the templates see of a model: names, annotations and texts, ready to print."""

from __future__ import annotations

import keyword
from dataclasses import dataclass

from generator.contract.types import Field, Model, ModelHead, Overview
from generator.targets.common.limits import argument_text
from generator.targets.common.nesting import item_type, nested_objects
from generator.targets.python.annotations import annotation
from generator.targets.python.literals import docstring, literal
from generator.targets.python.names import argument, module_name

# Names that a model's module imports: a class of the same name would hide them.
_IMPORTED = frozenset(
    [
        "Any",
        "AsyncModelResource",
        "AsyncResult",
        "AsyncTask",
        "Callable",
        "ImageInput",
        "Literal",
        "Mapping",
        "ModelResource",
        "NotRequired",
        "Result",
        "Sequence",
        "Stop",
        "Task",
        "TaskData",
        "TypedDict",
        "Unset",
        "Validation",
        "Violation",
    ]
)


def resource_class(attribute: str) -> str:
    """The class of a model's calls: ``v2_mi2i`` has ``V2Mi2i``."""
    name = "".join(word.capitalize() for word in attribute.split("_"))
    return name + "Model" if name in _IMPORTED else name


@dataclass(frozen=True, slots=True)
class ArgumentView:
    """One keyword argument, or one member of a nested object."""

    wire: str
    wire_literal: str
    name: str
    annotation: str
    required: bool
    text: str

    @property
    def member_annotation(self) -> str:
        """What stands behind the name in the type of a nested object."""
        return self.annotation if self.required else f"NotRequired[{self.annotation}]"


@dataclass(frozen=True, slots=True)
class NestedView:
    """The type of a nested object."""

    name: str
    docstring: str
    members: tuple[ArgumentView, ...]

    @property
    def is_class(self) -> bool:
        """Whether it can be written as a class: not with a member named like a keyword."""
        return not any(keyword.iskeyword(member.wire) for member in self.members)

    @property
    def table(self) -> str:
        """The members as the functional form takes them, with annotations as strings."""
        return literal({member.wire: member.member_annotation for member in self.members})


@dataclass(frozen=True, slots=True)
class SubmitView:
    """One model as the resource template prints it."""

    resource: str
    arguments: tuple[ArgumentView, ...]
    nested: tuple[NestedView, ...]
    module_docstring: str
    class_docstring: str
    submit_docstring: str
    run_docstring: str
    async_run_docstring: str


@dataclass(frozen=True, slots=True)
class ListedView:
    """One model as the template of its provider prints it."""

    attribute: str
    module: str
    resource: str
    id_literal: str
    title_docstring: str


@dataclass(frozen=True, slots=True)
class ProviderView:
    """A provider with its models."""

    name: str
    module: str
    class_name: str
    submits: tuple[ListedView, ...]


def providers(overview: Overview) -> tuple[ProviderView, ...]:
    """Every provider of the spec, in the order of its files."""
    names = dict.fromkeys(model.provider for model in overview.models)
    return tuple(
        ProviderView(
            name,
            module_name(name),
            name.capitalize(),
            tuple(_listed(model) for model in overview.models if model.provider == name),
        )
        for name in names
    )


def _listed(model: ModelHead) -> ListedView:
    return ListedView(
        attribute=model.attribute,
        module=module_name(model.attribute),
        resource=resource_class(model.attribute),
        id_literal=literal(model.id),
        title_docstring=docstring(f"{model.title}.", 8),
    )


def submit(model: Model) -> SubmitView:
    """The view of one model."""
    # Python wants arguments without a default first; they are keywords, so order is only a look.
    members = sorted(model.request.fields, key=lambda member: not member.required)
    arguments = tuple(_argument(model, (), member) for member in members)
    return SubmitView(
        resource=resource_class(model.attribute),
        arguments=arguments,
        nested=tuple(
            NestedView(
                item_type(model.class_name, path),
                docstring(shape.description or "A member of a request.", 4),
                tuple(_argument(model, path, member) for member in shape.fields),
            )
            for path, shape in nested_objects(model.request)
        ),
        module_docstring=docstring(f"{model.title}: {model.id}.", 0),
        class_docstring=docstring(f"{model.title}.\n\n{model.description}", 4),
        submit_docstring=docstring(_call_text(model, arguments, _SUBMIT), 8),
        run_docstring=docstring(_call_text(model, arguments, _RUN, _STOPPING), 8),
        async_run_docstring=docstring(_call_text(model, arguments, _RUN), 8),
    )


_SHARED = (
    ("extra_body", "Members to send unchecked besides these; they win over these."),
    ("extra_headers", "Headers to send besides the client's."),
    ("webhook_url", "Where the service reports the end of the task: public, HTTPS."),
    ("request_id", "Names the submit in logs; made up when it is not given."),
    ("validation", "strict, warn or off, or a mapping from rule ids to these."),
    ("timeout", "Seconds without progress after which the request is given up."),
    ("submit_timeout", "Seconds for the submit as a whole."),
    ("retry_limited", "Whether to send again after a 429, which started nothing."),
)
_WAITING = (
    ("wait_timeout", "Seconds to wait for the end of the task."),
    ("on_update", "Called with the task at every reading."),
)
_STOPPING = (("stop", "Such as a threading.Event: the call ends soon after it is set."),)
_RAISES = (
    ("InvalidRequestError", "the request breaks a rule; nothing was sent."),
    ("MediaError", "an image could not be read; nothing was sent."),
    ("APIStatusError", "the service turned it down; without a `task_id` nothing was started."),
    ("NotSubmittedError", "the request provably did not arrive."),
    ("SubmissionOutcomeUnknownError", "the service may or may not have started a task."),
)
_SUBMIT = ("Submit a request; it is billed once the service accepts it.", (), ())
_RUN = (
    "Submit a request and wait for its result.",
    _WAITING,
    (
        ("TaskFailedError", "the task ended without a result."),
        ("TaskTimeoutError", "the time to wait is over; the task goes on."),
        ("UnexpectedResponseError", "an answer that makes no sense; the task, if any, goes on."),
    ),
)
_Rows = tuple[tuple[str, str], ...]


def _call_text(
    model: Model,
    arguments: tuple[ArgumentView, ...],
    call: tuple[str, _Rows, _Rows],
    last: _Rows = (),
) -> str:
    title, more, raises = call
    lines = [title, "", "Args:"]
    lines += [f"    {member.name}: {member.text}" for member in arguments]
    lines += [f"    {name}: {text}" for name, text in (*_SHARED, *more, *last)]
    lines += ["", "Raises:"]
    lines += [f"    {name}: {text}" for name, text in (*_RAISES, *raises)]
    if model.validations:
        lines += ["", "Rules over several arguments:"]
        lines += [f"    {entry.id}: {entry.message}." for entry in model.validations]
    lines += ["", f"Source: the page of {model.id}."]
    return "\n".join(lines)


def _argument(model: Model, path: tuple[str, ...], member: Field) -> ArgumentView:
    below = (*path, member.name)
    return ArgumentView(
        wire=member.name,
        wire_literal=literal(member.name),
        name=argument(member.name),
        annotation=annotation(model.class_name, below, member.shape),
        required=member.required,
        text=argument_text(member),
    )
