"""The mistakes that the lint has to find in a model's file, as changes to the example."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Mistake:
    """A change to the example, and the finding it has to give.

    ``at`` is the text at whose first character the finding stands.
    """

    name: str
    old: str
    new: str
    at: str
    problem: str
    advice: str


PROMPT = "                  maxLength: 800\n"
SEED = "                  maximum: 4294967295\n"
PICTURE = "                  description: A picture to follow.\n"
CLOSED = "              additionalProperties: false\n"
STATED = "{page: kling-v9-t2i, how: stated}"
LAST = f"maximum: 4294967295\n                  x-evidence: {STATED}"


def composed(keyword: str, value: str, advice: str = "x-validations") -> Mistake:
    line = f"              {keyword}: {value}\n"
    problem = f"the keyword '{keyword}' is not used in requests"
    return Mistake(
        f"composed {keyword}", CLOSED, CLOSED + line, f"{keyword}: {value}", problem, advice
    )


MISTAKES = (
    Mistake(
        "unknown keyword",
        PROMPT,
        PROMPT.replace("maxLength", "maxLenght"),
        "maxLenght",
        "unknown keyword 'maxLenght' in a request schema",
        "write 'maxLength'",
    ),
    Mistake(
        "unknown extension",
        "x-validations:",
        "x-validation:",
        "x-validation:",
        "unknown extension 'x-validation' in a request schema",
        "write 'x-validations'",
    ),
    Mistake(
        "unknown keyword of an operation",
        "      tags: [kling]",
        "      deprecated: true\n      tags: [kling]",
        "deprecated",
        "unknown keyword 'deprecated' in a submit",
        "remove it, or use one of",
    ),
    Mistake(
        "rule about a field that is not there",
        "!has(self.style_strength) || has(self.style_image)",
        "!has(self.style_strenght) || has(self.style_image)",
        '"!has(self.style_strenght)',
        "style_strenght",
        "style_strength",
    ),
    Mistake(
        "rule without a guard",
        "!has(self.style_strength) || has(self.style_image)",
        "size(self.prompt) > 1 || has(self.style_image)",
        '"size(self.prompt)',
        "prompt",
        "has(self.prompt)",
    ),
    Mistake(
        "rule that is no expression",
        "!has(self.style_strength) || has(self.style_image)",
        "!has(self.style_strength ||",
        '"!has(self.style_strength ||',
        "rule 'style_strength_needs_image'",
        "",
    ),
    Mistake(
        "example body that breaks the schema",
        "value: {prompt: A red kite over the dunes}",
        'value: {prompt: ""}',
        "text:\n",
        "example 'text' breaks its own schema at /prompt",
        "change the value or the limit",
    ),
    Mistake(
        "example body that breaks a rule over several members",
        "value: {prompt: A red kite over the dunes}",
        "value: {prompt: A red kite, style_strength: 1}",
        "text:\n",
        "example 'text' breaks its own schema",
        "change the value or the limit",
    ),
    Mistake(
        "example body with an unsupported member",
        "value: {prompt: A red kite over the dunes}",
        "value: {prompt: A red kite, negative_prompt: rain}",
        "text:\n",
        "negative_prompt",
        "change the value or the limit",
    ),
    Mistake(
        "example of a property",
        SEED,
        SEED + "                  examples: [-1]\n",
        "examples: [-1]",
        "an example of 'seed' breaks its own schema: -1 is less than the minimum of 0",
        "change the value or the limit",
    ),
    Mistake(
        "default past its bounds",
        "default: 1\n",
        "default: 2.5\n",
        "default: 2.5",
        "the default of 'style_strength' breaks its own schema: 2.5 is greater",
        "change the value or the limit",
    ),
    Mistake(
        "default that is no member of the enum",
        SEED,
        SEED + "                  enum: [1, 2]\n                  default: 3\n",
        "default: 3",
        "the default of 'seed' breaks its own schema: 3 is not one of [1, 2]",
        "change the value or the limit",
    ),
    Mistake(
        "no evidence for a keyword",
        f"                  maximum: 4294967295\n                  x-evidence: {STATED}\n",
        "                  maximum: 4294967295\n                  x-evidence:\n"
        "                    - {page: kling-v9-t2i, how: stated, for: [type, minimum]}\n",
        "maximum: 4294967295",
        "no evidence for 'maximum'",
        "add x-evidence: {page: …, how: …} that covers it",
    ),
    Mistake(
        "no evidence for a rule",
        f"                  severity: error\n                  x-evidence: {STATED}\n",
        "                  severity: error\n",
        "id: style_strength_needs_image",
        "no evidence for 'style_strength_needs_image'",
        "add x-evidence to it",
    ),
    Mistake(
        "evidence of an unknown page",
        LAST,
        LAST.replace("page: kling-v9-t2i", "page: kling-v8-t2i"),
        "kling-v8-t2i",
        "evidence names the unknown page 'kling-v8-t2i'",
        "name the model whose page says so",
    ),
    Mistake(
        "evidence of an unknown version",
        LAST,
        LAST.replace("page: kling-v9-t2i", "page: kling-v9-t2i@old"),
        "kling-v9-t2i@old",
        "evidence names the unknown page 'kling-v9-t2i@old'",
        "page@a",
    ),
    Mistake(
        "evidence of an unknown kind",
        LAST,
        LAST.replace("how: stated", "how: decision-99"),
        "decision-99",
        "unknown evidence 'decision-99'",
        "use stated, example, sibling or decision-N",
    ),
    Mistake(
        "evidence for a keyword that is none",
        LAST,
        LAST.replace("stated}", "stated, for: [maximun]}\n                    - ").replace(
            "x-evidence: {", "x-evidence:\n                    - {"
        )
        + STATED,
        "maximun",
        "evidence speaks for the unknown keyword 'maximun'",
        "use one of type",
    ),
    Mistake(
        "duplicate key",
        PROMPT,
        PROMPT + "                  minLength: 2\n",
        "minLength: 2",
        "the key 'minLength' stands twice",
        "keep one of the two",
    ),
    Mistake(
        "required names no property",
        "required: [prompt]",
        "required: [prompt, seeds]",
        "seeds",
        "required names 'seeds', which is no property here",
        "add the property or remove the name",
    ),
    Mistake(
        "enum member of a wrong type",
        SEED,
        SEED + '                  enum: [1, "2", 3]\n',
        '"2"',
        "the enum member '2' is no integer",
        "write it in the type of the property",
    ),
    Mistake(
        "minLength above maxLength",
        PICTURE,
        PICTURE + "                  minLength: 9\n                  maxLength: 8\n",
        "9\n                  maxLength: 8",
        "minLength 9 is above maxLength 8",
        "no value can keep both: change one",
    ),
    Mistake(
        "negative length",
        PROMPT,
        PROMPT.replace("800", "-5"),
        "-5",
        "maxLength -5",
        "at least 0",
    ),
    Mistake(
        "keyword that binds nothing",
        SEED,
        SEED + "                  maxLength: 3\n",
        "maxLength: 3",
        "'maxLength' binds nothing on type integer",
        "remove it or change the type",
    ),
    Mistake(
        "pattern that languages read differently",
        PICTURE,
        PICTURE + '                  pattern: "^(?=x)"\n',
        'pattern: "^(?=x)"',
        "the pattern:",
        "rewrite the pattern",
    ),
    Mistake(
        "pattern that nobody can read",
        PROMPT,
        PROMPT + '                  pattern: "["\n',
        'pattern: "["',
        "the pattern:",
        "rewrite the pattern",
    ),
    composed("anyOf", "[{required: [prompt]}]"),
    composed("oneOf", "[{required: [prompt]}]"),
    composed("not", "{required: [seed]}"),
    composed("if", "{required: [seed]}"),
    composed("dependentRequired", "{seed: [prompt]}"),
    composed("allOf", "[{required: [prompt]}]", "write the members out"),
    composed("$ref", '"../../openapi.yaml#/components/schemas/Billing"', "write the schema out"),
    Mistake(
        "unsupported name that is a property",
        "names: [negative_prompt]",
        "names: [negative_prompt, seed]",
        "seed]",
        "'seed' is also a property",
        "keep one of the two",
    ),
    Mistake(
        "documented path among no vintage",
        "b: /api/v1/kling/kling-v9-t2i/async",
        "b: /api/v1/kling/kling-v9-t2i/b",
        "x-routes:",
        "the documented path '/api/v1/kling/kling-v9-t2i/async' is none of the vintages",
        "make one of a, b and c equal to it",
    ),
    Mistake(
        "vintage that is no path",
        "c: /api/v1/kling/kling-v9-t2i\n",
        "c: /api/v1/kling/../secret?x=\n",
        "c: /api/v1/kling/../secret",
        "no usable path for vintage c",
        "write x-routes with a, b and c",
    ),
    Mistake(
        "kind of task that says nothing of what comes out",
        "/api/v1/text-to-image/kling/",
        "/api/v1/lip-sync/kling/",
        "operationId",
        "no word of 'lip-sync' says what comes out",
        "write x-output: image, or video",
    ),
    Mistake(
        "kind of task that makes what no client knows",
        "/api/v1/text-to-image/kling/",
        "/api/v1/image-to-audio/kling/",
        "x-routes:",
        "'image-to-audio' makes audio: the clients know images and videos",
        "leave the model out",
    ),
    Mistake(
        "what comes out, said twice",
        "      tags: [kling]",
        "      x-output: image\n      tags: [kling]",
        "x-output",
        "x-output beside 'text-to-image', which says what comes out",
        "remove it",
    ),
    Mistake(
        "operationId of another model",
        "operationId: kling-v9-t2i",
        "operationId: kling-v9-t2v",
        "operationId: kling-v9-t2v",
        "operationId is not the model's id 'kling-v9-t2i'",
        "write the file's name without .yaml",
    ),
    Mistake(
        "rule id in capitals",
        "id: style_strength_needs_image",
        "id: StyleStrength",
        "id: StyleStrength",
        "the rule id 'StyleStrength'",
        "use lower_snake_case",
    ),
    Mistake(
        "unknown severity",
        "severity: error",
        "severity: fatal",
        "severity: fatal",
        "severity 'fatal'",
        "use error or warning",
    ),
    Mistake(
        "unknown image format",
        "formats: [jpeg, png]",
        "formats: [jpeg, jpg]",
        "jpg",
        "unknown image format 'jpg'",
        "use one of jpeg, png",
    ),
    Mistake(
        "reference that leads nowhere",
        "components/responses/TaskAccepted",
        "components/responses/TaskAcepted",
        '"../../openapi.yaml#/components/responses/TaskAcepted"',
        "the reference '../../openapi.yaml#/components/responses/TaskAcepted' leads nowhere",
        "as it stands in openapi.yaml",
    ),
    Mistake(
        "reference to another file",
        "../../openapi.yaml#/components/responses/TaskAccepted",
        "../../../etc/passwd#/components/responses/TaskAccepted",
        '"../../../etc/passwd',
        "leads nowhere",
        "write ../../openapi.yaml#/components/…",
    ),
    Mistake(
        "text where a number belongs",
        PROMPT,
        PROMPT.replace("800", "many"),
        "many",
        "'maxLength' is not an integer",
        "give 'maxLength' an integer",
    ),
    Mistake(
        "property without a description",
        "                  description: The same seed gives the same picture.\n",
        "",
        "type: integer",
        "'seed' has no description",
        "say what it is for",
    ),
    Mistake(
        "object that does not say whether it is open",
        CLOSED,
        "",
        "type: object",
        "an object that does not say whether it is open",
        "write additionalProperties: false",
    ),
    Mistake(
        "two properties that differ in case",
        "                seed:\n",
        "                Prompt:\n",
        "Prompt:",
        "the property name 'Prompt' differs from 'prompt' in case or _ only",
        "types and fields would share a name",
    ),
    Mistake(
        "property called items",
        "                seed:\n",
        "                items:\n",
        "items:",
        "the property name 'items'",
        "not 'items'",
    ),
)
