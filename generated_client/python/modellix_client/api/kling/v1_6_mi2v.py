"""Kling V1.6, several images to a video: kling-v1.6-mi2v."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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


class V16Mi2v(ModelResource):
    """Kling V1.6, several images to a video.

    Lets what stands on one to four pictures act together in a clip.
    """

    def submit(
        self,
        *,
        images: Sequence[ImageInput],
        prompt: str,
        negative_prompt: str | Unset = UNSET,
        mode: Literal["std", "pro"] | Unset = UNSET,
        duration: Literal[5, 10] | Unset = UNSET,
        aspect_ratio: Literal["16:9", "9:16", "1:1"] | Unset = UNSET,
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
            images: The pictures to start from. 1 to 4 entries; each at least 1 character.
                Required.
            prompt: What happens in the clip, in Chinese or English. 1 to 2500 characters.
                Required.
            negative_prompt: What the clip should not show. 1 to 2500 characters.
            mode: `std` is faster; `pro` looks better and takes longer. One of std, pro. The
                service takes std when it is left out.
            duration: Length of the clip in seconds. One of 5, 10. The service takes 5 when it
                is left out.
            aspect_ratio: Width to height: 16:9 lies, 9:16 stands, 1:1 is square. One of 16:9,
                9:16, 1:1. The service takes 16:9 when it is left out.
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

        Source: the page of kling-v1.6-mi2v.
        """
        return self._submit(
            {
                "images": images,
                "prompt": prompt,
                "negative_prompt": negative_prompt,
                "mode": mode,
                "duration": duration,
                "aspect_ratio": aspect_ratio,
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
        images: Sequence[ImageInput],
        prompt: str,
        negative_prompt: str | Unset = UNSET,
        mode: Literal["std", "pro"] | Unset = UNSET,
        duration: Literal[5, 10] | Unset = UNSET,
        aspect_ratio: Literal["16:9", "9:16", "1:1"] | Unset = UNSET,
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
            images: The pictures to start from. 1 to 4 entries; each at least 1 character.
                Required.
            prompt: What happens in the clip, in Chinese or English. 1 to 2500 characters.
                Required.
            negative_prompt: What the clip should not show. 1 to 2500 characters.
            mode: `std` is faster; `pro` looks better and takes longer. One of std, pro. The
                service takes std when it is left out.
            duration: Length of the clip in seconds. One of 5, 10. The service takes 5 when it
                is left out.
            aspect_ratio: Width to height: 16:9 lies, 9:16 stands, 1:1 is square. One of 16:9,
                9:16, 1:1. The service takes 16:9 when it is left out.
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

        Source: the page of kling-v1.6-mi2v.
        """
        return self._run(
            {
                "images": images,
                "prompt": prompt,
                "negative_prompt": negative_prompt,
                "mode": mode,
                "duration": duration,
                "aspect_ratio": aspect_ratio,
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
        images: Sequence[ImageInput],
        prompt: str,
        negative_prompt: str | Unset = UNSET,
        mode: Literal["std", "pro"] | Unset = UNSET,
        duration: Literal[5, 10] | Unset = UNSET,
        aspect_ratio: Literal["16:9", "9:16", "1:1"] | Unset = UNSET,
        extra_body: Mapping[str, Any] | None = None,
    ) -> list[Violation]:
        """Judge a request without sending it; the arguments are those of `submit`."""
        return self._validate(
            {
                "images": images,
                "prompt": prompt,
                "negative_prompt": negative_prompt,
                "mode": mode,
                "duration": duration,
                "aspect_ratio": aspect_ratio,
            },
            extra_body=extra_body,
        )


class AsyncV16Mi2v(AsyncModelResource):
    """Kling V1.6, several images to a video.

    Lets what stands on one to four pictures act together in a clip.
    """

    async def submit(
        self,
        *,
        images: Sequence[ImageInput],
        prompt: str,
        negative_prompt: str | Unset = UNSET,
        mode: Literal["std", "pro"] | Unset = UNSET,
        duration: Literal[5, 10] | Unset = UNSET,
        aspect_ratio: Literal["16:9", "9:16", "1:1"] | Unset = UNSET,
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
            images: The pictures to start from. 1 to 4 entries; each at least 1 character.
                Required.
            prompt: What happens in the clip, in Chinese or English. 1 to 2500 characters.
                Required.
            negative_prompt: What the clip should not show. 1 to 2500 characters.
            mode: `std` is faster; `pro` looks better and takes longer. One of std, pro. The
                service takes std when it is left out.
            duration: Length of the clip in seconds. One of 5, 10. The service takes 5 when it
                is left out.
            aspect_ratio: Width to height: 16:9 lies, 9:16 stands, 1:1 is square. One of 16:9,
                9:16, 1:1. The service takes 16:9 when it is left out.
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

        Source: the page of kling-v1.6-mi2v.
        """
        return await self._submit(
            {
                "images": images,
                "prompt": prompt,
                "negative_prompt": negative_prompt,
                "mode": mode,
                "duration": duration,
                "aspect_ratio": aspect_ratio,
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
        images: Sequence[ImageInput],
        prompt: str,
        negative_prompt: str | Unset = UNSET,
        mode: Literal["std", "pro"] | Unset = UNSET,
        duration: Literal[5, 10] | Unset = UNSET,
        aspect_ratio: Literal["16:9", "9:16", "1:1"] | Unset = UNSET,
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
            images: The pictures to start from. 1 to 4 entries; each at least 1 character.
                Required.
            prompt: What happens in the clip, in Chinese or English. 1 to 2500 characters.
                Required.
            negative_prompt: What the clip should not show. 1 to 2500 characters.
            mode: `std` is faster; `pro` looks better and takes longer. One of std, pro. The
                service takes std when it is left out.
            duration: Length of the clip in seconds. One of 5, 10. The service takes 5 when it
                is left out.
            aspect_ratio: Width to height: 16:9 lies, 9:16 stands, 1:1 is square. One of 16:9,
                9:16, 1:1. The service takes 16:9 when it is left out.
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

        Source: the page of kling-v1.6-mi2v.
        """
        return await self._run(
            {
                "images": images,
                "prompt": prompt,
                "negative_prompt": negative_prompt,
                "mode": mode,
                "duration": duration,
                "aspect_ratio": aspect_ratio,
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
        images: Sequence[ImageInput],
        prompt: str,
        negative_prompt: str | Unset = UNSET,
        mode: Literal["std", "pro"] | Unset = UNSET,
        duration: Literal[5, 10] | Unset = UNSET,
        aspect_ratio: Literal["16:9", "9:16", "1:1"] | Unset = UNSET,
        extra_body: Mapping[str, Any] | None = None,
    ) -> list[Violation]:
        """Judge a request without sending it; the arguments are those of `submit`."""
        return self._validate(
            {
                "images": images,
                "prompt": prompt,
                "negative_prompt": negative_prompt,
                "mode": mode,
                "duration": duration,
                "aspect_ratio": aspect_ratio,
            },
            extra_body=extra_body,
        )
