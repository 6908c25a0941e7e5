"""Kling V1.5, image to image: kling-v1.5-i2i."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Literal

from ..._resource import AsyncModelResource, ModelResource
from ...types import UNSET, Unset

if TYPE_CHECKING:
    from ..._clock import Stop
    from ..._media import ImageInput
    from ..._modes import Validation
    from ...models import TaskData
    from ...results import AsyncResult, Result
    from ...tasks import AsyncTask, Task
    from ...violations import Violation


class V15I2i(ModelResource):
    """Kling V1.5, image to image.

    Makes pictures that follow a subject or a face of a given one.
    """

    def submit(
        self,
        *,
        prompt: str,
        image: ImageInput,
        image_reference: Literal["subject", "face"] | Unset = UNSET,
        image_fidelity: float | Unset = UNSET,
        human_fidelity: float | Unset = UNSET,
        aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9"]
        | Unset = UNSET,
        resolution: Literal["1k"] | Unset = UNSET,
        n: int | Unset = UNSET,
        extra_body: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        webhook_url: str | None = None,
        request_id: str | None = None,
        validation: Validation | None = None,
        timeout: float | None = None,
        submit_timeout: float | None = None,
        retry_limited: bool = False,
    ) -> Task:
        """Submit a request; it is billed once the service accepts it.

        Args:
            prompt: What the picture shows, in Chinese or English. 1 to 2500 characters.
                Required.
            image: The picture to follow. At least 1 character; unless it is a URL, JPEG or PNG
                of at most 10485760 bytes. Required.
            image_reference: What to keep of the picture: `subject` keeps the character, `face`
                keeps the looks and works with a single face only. A feature of V1.5 alone. One
                of subject, face.
            image_fidelity: How strongly the face of the picture is followed; higher is
                stronger. 0 to 1. The service takes 0.5 when it is left out.
            human_fidelity: How alike facial features are kept; higher is stronger. Only
                together with image_reference subject. 0 to 1. The service takes 0.45 when it is
                left out.
            aspect_ratio: Width to height of the picture. One of 16:9, 9:16, 1:1, 4:3, 3:4, 3:2,
                2:3, 21:9. The service takes 16:9 when it is left out.
            resolution: Size class of the picture; this model has one. One of 1k. The service
                takes 1k when it is left out.
            n: How many pictures to make. 1 to 9. The service takes 1 when it is left out.
            extra_body: Members to send unchecked besides these; they win over these.
            extra_headers: Headers to send besides the client's.
            webhook_url: Where the service reports the end of the task: public, HTTPS.
            request_id: Names the submit in logs; made up when it is not given.
            validation: strict, warn or off, or a mapping from rule ids to these.
            timeout: Seconds without progress after which the request is given up.
            submit_timeout: Seconds for the submit as a whole.
            retry_limited: Whether to send again after a 429, which started nothing.

        Raises:
            InvalidRequestError: the request breaks a rule; nothing was sent.
            MediaError: an image could not be read; nothing was sent.
            APIStatusError: the service turned it down; without a `task_id` nothing was started.
            NotSubmittedError: the request provably did not arrive.
            SubmissionOutcomeUnknownError: the service may or may not have started a task.

        Rules over several arguments:
            human_fidelity_needs_subject: human_fidelity needs image_reference to be given as
                subject.

        Source: the page of kling-v1.5-i2i.
        """
        return self._submit(
            {
                "prompt": prompt,
                "image": image,
                "image_reference": image_reference,
                "image_fidelity": image_fidelity,
                "human_fidelity": human_fidelity,
                "aspect_ratio": aspect_ratio,
                "resolution": resolution,
                "n": n,
            },
            extra_body=extra_body,
            extra_headers=extra_headers,
            webhook_url=webhook_url,
            request_id=request_id,
            validation=validation,
            timeout=timeout,
            submit_timeout=submit_timeout,
            retry_limited=retry_limited,
        )

    def run(
        self,
        *,
        prompt: str,
        image: ImageInput,
        image_reference: Literal["subject", "face"] | Unset = UNSET,
        image_fidelity: float | Unset = UNSET,
        human_fidelity: float | Unset = UNSET,
        aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9"]
        | Unset = UNSET,
        resolution: Literal["1k"] | Unset = UNSET,
        n: int | Unset = UNSET,
        extra_body: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        webhook_url: str | None = None,
        request_id: str | None = None,
        validation: Validation | None = None,
        timeout: float | None = None,
        submit_timeout: float | None = None,
        retry_limited: bool = False,
        wait_timeout: float | None = None,
        on_update: Callable[[TaskData], object] | None = None,
        stop: Stop | None = None,
    ) -> Result:
        """Submit a request and wait for its result.

        Args:
            prompt: What the picture shows, in Chinese or English. 1 to 2500 characters.
                Required.
            image: The picture to follow. At least 1 character; unless it is a URL, JPEG or PNG
                of at most 10485760 bytes. Required.
            image_reference: What to keep of the picture: `subject` keeps the character, `face`
                keeps the looks and works with a single face only. A feature of V1.5 alone. One
                of subject, face.
            image_fidelity: How strongly the face of the picture is followed; higher is
                stronger. 0 to 1. The service takes 0.5 when it is left out.
            human_fidelity: How alike facial features are kept; higher is stronger. Only
                together with image_reference subject. 0 to 1. The service takes 0.45 when it is
                left out.
            aspect_ratio: Width to height of the picture. One of 16:9, 9:16, 1:1, 4:3, 3:4, 3:2,
                2:3, 21:9. The service takes 16:9 when it is left out.
            resolution: Size class of the picture; this model has one. One of 1k. The service
                takes 1k when it is left out.
            n: How many pictures to make. 1 to 9. The service takes 1 when it is left out.
            extra_body: Members to send unchecked besides these; they win over these.
            extra_headers: Headers to send besides the client's.
            webhook_url: Where the service reports the end of the task: public, HTTPS.
            request_id: Names the submit in logs; made up when it is not given.
            validation: strict, warn or off, or a mapping from rule ids to these.
            timeout: Seconds without progress after which the request is given up.
            submit_timeout: Seconds for the submit as a whole.
            retry_limited: Whether to send again after a 429, which started nothing.
            wait_timeout: Seconds to wait for the end of the task.
            on_update: Called with the task at every reading.
            stop: Such as a threading.Event: the call ends soon after it is set.

        Raises:
            InvalidRequestError: the request breaks a rule; nothing was sent.
            MediaError: an image could not be read; nothing was sent.
            APIStatusError: the service turned it down; without a `task_id` nothing was started.
            NotSubmittedError: the request provably did not arrive.
            SubmissionOutcomeUnknownError: the service may or may not have started a task.
            TaskFailedError: the task ended without a result.
            TaskTimeoutError: the time to wait is over; the task goes on.
            UnexpectedResponseError: an answer that makes no sense; the task, if any, goes on.

        Rules over several arguments:
            human_fidelity_needs_subject: human_fidelity needs image_reference to be given as
                subject.

        Source: the page of kling-v1.5-i2i.
        """
        return self._run(
            {
                "prompt": prompt,
                "image": image,
                "image_reference": image_reference,
                "image_fidelity": image_fidelity,
                "human_fidelity": human_fidelity,
                "aspect_ratio": aspect_ratio,
                "resolution": resolution,
                "n": n,
            },
            extra_body=extra_body,
            extra_headers=extra_headers,
            webhook_url=webhook_url,
            request_id=request_id,
            validation=validation,
            timeout=timeout,
            submit_timeout=submit_timeout,
            retry_limited=retry_limited,
            wait_timeout=wait_timeout,
            on_update=on_update,
            stop=stop,
        )

    def validate(
        self,
        *,
        prompt: str,
        image: ImageInput,
        image_reference: Literal["subject", "face"] | Unset = UNSET,
        image_fidelity: float | Unset = UNSET,
        human_fidelity: float | Unset = UNSET,
        aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9"]
        | Unset = UNSET,
        resolution: Literal["1k"] | Unset = UNSET,
        n: int | Unset = UNSET,
        extra_body: Mapping[str, Any] | None = None,
    ) -> list[Violation]:
        """Judge a request without sending it; the arguments are those of `submit`."""
        return self._validate(
            {
                "prompt": prompt,
                "image": image,
                "image_reference": image_reference,
                "image_fidelity": image_fidelity,
                "human_fidelity": human_fidelity,
                "aspect_ratio": aspect_ratio,
                "resolution": resolution,
                "n": n,
            },
            extra_body=extra_body,
        )


class AsyncV15I2i(AsyncModelResource):
    """Kling V1.5, image to image.

    Makes pictures that follow a subject or a face of a given one.
    """

    async def submit(
        self,
        *,
        prompt: str,
        image: ImageInput,
        image_reference: Literal["subject", "face"] | Unset = UNSET,
        image_fidelity: float | Unset = UNSET,
        human_fidelity: float | Unset = UNSET,
        aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9"]
        | Unset = UNSET,
        resolution: Literal["1k"] | Unset = UNSET,
        n: int | Unset = UNSET,
        extra_body: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        webhook_url: str | None = None,
        request_id: str | None = None,
        validation: Validation | None = None,
        timeout: float | None = None,
        submit_timeout: float | None = None,
        retry_limited: bool = False,
    ) -> AsyncTask:
        """Submit a request; it is billed once the service accepts it.

        Args:
            prompt: What the picture shows, in Chinese or English. 1 to 2500 characters.
                Required.
            image: The picture to follow. At least 1 character; unless it is a URL, JPEG or PNG
                of at most 10485760 bytes. Required.
            image_reference: What to keep of the picture: `subject` keeps the character, `face`
                keeps the looks and works with a single face only. A feature of V1.5 alone. One
                of subject, face.
            image_fidelity: How strongly the face of the picture is followed; higher is
                stronger. 0 to 1. The service takes 0.5 when it is left out.
            human_fidelity: How alike facial features are kept; higher is stronger. Only
                together with image_reference subject. 0 to 1. The service takes 0.45 when it is
                left out.
            aspect_ratio: Width to height of the picture. One of 16:9, 9:16, 1:1, 4:3, 3:4, 3:2,
                2:3, 21:9. The service takes 16:9 when it is left out.
            resolution: Size class of the picture; this model has one. One of 1k. The service
                takes 1k when it is left out.
            n: How many pictures to make. 1 to 9. The service takes 1 when it is left out.
            extra_body: Members to send unchecked besides these; they win over these.
            extra_headers: Headers to send besides the client's.
            webhook_url: Where the service reports the end of the task: public, HTTPS.
            request_id: Names the submit in logs; made up when it is not given.
            validation: strict, warn or off, or a mapping from rule ids to these.
            timeout: Seconds without progress after which the request is given up.
            submit_timeout: Seconds for the submit as a whole.
            retry_limited: Whether to send again after a 429, which started nothing.

        Raises:
            InvalidRequestError: the request breaks a rule; nothing was sent.
            MediaError: an image could not be read; nothing was sent.
            APIStatusError: the service turned it down; without a `task_id` nothing was started.
            NotSubmittedError: the request provably did not arrive.
            SubmissionOutcomeUnknownError: the service may or may not have started a task.

        Rules over several arguments:
            human_fidelity_needs_subject: human_fidelity needs image_reference to be given as
                subject.

        Source: the page of kling-v1.5-i2i.
        """
        return await self._submit(
            {
                "prompt": prompt,
                "image": image,
                "image_reference": image_reference,
                "image_fidelity": image_fidelity,
                "human_fidelity": human_fidelity,
                "aspect_ratio": aspect_ratio,
                "resolution": resolution,
                "n": n,
            },
            extra_body=extra_body,
            extra_headers=extra_headers,
            webhook_url=webhook_url,
            request_id=request_id,
            validation=validation,
            timeout=timeout,
            submit_timeout=submit_timeout,
            retry_limited=retry_limited,
        )

    async def run(
        self,
        *,
        prompt: str,
        image: ImageInput,
        image_reference: Literal["subject", "face"] | Unset = UNSET,
        image_fidelity: float | Unset = UNSET,
        human_fidelity: float | Unset = UNSET,
        aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9"]
        | Unset = UNSET,
        resolution: Literal["1k"] | Unset = UNSET,
        n: int | Unset = UNSET,
        extra_body: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        webhook_url: str | None = None,
        request_id: str | None = None,
        validation: Validation | None = None,
        timeout: float | None = None,
        submit_timeout: float | None = None,
        retry_limited: bool = False,
        wait_timeout: float | None = None,
        on_update: Callable[[TaskData], object] | None = None,
    ) -> AsyncResult:
        """Submit a request and wait for its result.

        Args:
            prompt: What the picture shows, in Chinese or English. 1 to 2500 characters.
                Required.
            image: The picture to follow. At least 1 character; unless it is a URL, JPEG or PNG
                of at most 10485760 bytes. Required.
            image_reference: What to keep of the picture: `subject` keeps the character, `face`
                keeps the looks and works with a single face only. A feature of V1.5 alone. One
                of subject, face.
            image_fidelity: How strongly the face of the picture is followed; higher is
                stronger. 0 to 1. The service takes 0.5 when it is left out.
            human_fidelity: How alike facial features are kept; higher is stronger. Only
                together with image_reference subject. 0 to 1. The service takes 0.45 when it is
                left out.
            aspect_ratio: Width to height of the picture. One of 16:9, 9:16, 1:1, 4:3, 3:4, 3:2,
                2:3, 21:9. The service takes 16:9 when it is left out.
            resolution: Size class of the picture; this model has one. One of 1k. The service
                takes 1k when it is left out.
            n: How many pictures to make. 1 to 9. The service takes 1 when it is left out.
            extra_body: Members to send unchecked besides these; they win over these.
            extra_headers: Headers to send besides the client's.
            webhook_url: Where the service reports the end of the task: public, HTTPS.
            request_id: Names the submit in logs; made up when it is not given.
            validation: strict, warn or off, or a mapping from rule ids to these.
            timeout: Seconds without progress after which the request is given up.
            submit_timeout: Seconds for the submit as a whole.
            retry_limited: Whether to send again after a 429, which started nothing.
            wait_timeout: Seconds to wait for the end of the task.
            on_update: Called with the task at every reading.

        Raises:
            InvalidRequestError: the request breaks a rule; nothing was sent.
            MediaError: an image could not be read; nothing was sent.
            APIStatusError: the service turned it down; without a `task_id` nothing was started.
            NotSubmittedError: the request provably did not arrive.
            SubmissionOutcomeUnknownError: the service may or may not have started a task.
            TaskFailedError: the task ended without a result.
            TaskTimeoutError: the time to wait is over; the task goes on.
            UnexpectedResponseError: an answer that makes no sense; the task, if any, goes on.

        Rules over several arguments:
            human_fidelity_needs_subject: human_fidelity needs image_reference to be given as
                subject.

        Source: the page of kling-v1.5-i2i.
        """
        return await self._run(
            {
                "prompt": prompt,
                "image": image,
                "image_reference": image_reference,
                "image_fidelity": image_fidelity,
                "human_fidelity": human_fidelity,
                "aspect_ratio": aspect_ratio,
                "resolution": resolution,
                "n": n,
            },
            extra_body=extra_body,
            extra_headers=extra_headers,
            webhook_url=webhook_url,
            request_id=request_id,
            validation=validation,
            timeout=timeout,
            submit_timeout=submit_timeout,
            retry_limited=retry_limited,
            wait_timeout=wait_timeout,
            on_update=on_update,
        )

    def validate(
        self,
        *,
        prompt: str,
        image: ImageInput,
        image_reference: Literal["subject", "face"] | Unset = UNSET,
        image_fidelity: float | Unset = UNSET,
        human_fidelity: float | Unset = UNSET,
        aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9"]
        | Unset = UNSET,
        resolution: Literal["1k"] | Unset = UNSET,
        n: int | Unset = UNSET,
        extra_body: Mapping[str, Any] | None = None,
    ) -> list[Violation]:
        """Judge a request without sending it; the arguments are those of `submit`."""
        return self._validate(
            {
                "prompt": prompt,
                "image": image,
                "image_reference": image_reference,
                "image_fidelity": image_fidelity,
                "human_fidelity": human_fidelity,
                "aspect_ratio": aspect_ratio,
                "resolution": resolution,
                "n": n,
            },
            extra_body=extra_body,
        )
