"""Kling V2, several images to one image: kling-v2-mi2i."""

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


class V2Mi2i(ModelResource):
    """Kling V2, several images to one image.

    Brings up to four subjects into one picture, with a scene and a style to follow if they are
    given.
    """

    def submit(
        self,
        *,
        prompt: str | Unset = UNSET,
        subject_images: Sequence[ImageInput] | Unset = UNSET,
        scene_image: ImageInput | Unset = UNSET,
        style_image: ImageInput | Unset = UNSET,
        aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9"]
        | Unset = UNSET,
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
            prompt: What the picture shows, in Chinese or English. Recommended. 1 to 2500
                characters.
            subject_images: The subjects to bring together. 1 to 4 entries; each at least 1
                character.
            scene_image: The scene that replaces the background. At least 1 character; unless it
                is a URL, JPEG or PNG of at most 10485760 bytes.
            style_image: The picture whose style is carried over. At least 1 character; unless
                it is a URL, JPEG or PNG of at most 10485760 bytes.
            aspect_ratio: Width to height of the picture. One of 16:9, 9:16, 1:1, 4:3, 3:4, 3:2,
                2:3, 21:9. The service takes 16:9 when it is left out.
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
            at_least_one_input: give at least one of prompt, subject_images, scene_image and
                style_image.

        Source: the page of kling-v2-mi2i.
        """
        return self._submit(
            {
                "prompt": prompt,
                "subject_images": subject_images,
                "scene_image": scene_image,
                "style_image": style_image,
                "aspect_ratio": aspect_ratio,
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
        prompt: str | Unset = UNSET,
        subject_images: Sequence[ImageInput] | Unset = UNSET,
        scene_image: ImageInput | Unset = UNSET,
        style_image: ImageInput | Unset = UNSET,
        aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9"]
        | Unset = UNSET,
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
            prompt: What the picture shows, in Chinese or English. Recommended. 1 to 2500
                characters.
            subject_images: The subjects to bring together. 1 to 4 entries; each at least 1
                character.
            scene_image: The scene that replaces the background. At least 1 character; unless it
                is a URL, JPEG or PNG of at most 10485760 bytes.
            style_image: The picture whose style is carried over. At least 1 character; unless
                it is a URL, JPEG or PNG of at most 10485760 bytes.
            aspect_ratio: Width to height of the picture. One of 16:9, 9:16, 1:1, 4:3, 3:4, 3:2,
                2:3, 21:9. The service takes 16:9 when it is left out.
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
            at_least_one_input: give at least one of prompt, subject_images, scene_image and
                style_image.

        Source: the page of kling-v2-mi2i.
        """
        return self._run(
            {
                "prompt": prompt,
                "subject_images": subject_images,
                "scene_image": scene_image,
                "style_image": style_image,
                "aspect_ratio": aspect_ratio,
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
        prompt: str | Unset = UNSET,
        subject_images: Sequence[ImageInput] | Unset = UNSET,
        scene_image: ImageInput | Unset = UNSET,
        style_image: ImageInput | Unset = UNSET,
        aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9"]
        | Unset = UNSET,
        n: int | Unset = UNSET,
        extra_body: Mapping[str, Any] | None = None,
    ) -> list[Violation]:
        """Judge a request without sending it; the arguments are those of `submit`."""
        return self._validate(
            {
                "prompt": prompt,
                "subject_images": subject_images,
                "scene_image": scene_image,
                "style_image": style_image,
                "aspect_ratio": aspect_ratio,
                "n": n,
            },
            extra_body=extra_body,
        )


class AsyncV2Mi2i(AsyncModelResource):
    """Kling V2, several images to one image.

    Brings up to four subjects into one picture, with a scene and a style to follow if they are
    given.
    """

    async def submit(
        self,
        *,
        prompt: str | Unset = UNSET,
        subject_images: Sequence[ImageInput] | Unset = UNSET,
        scene_image: ImageInput | Unset = UNSET,
        style_image: ImageInput | Unset = UNSET,
        aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9"]
        | Unset = UNSET,
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
            prompt: What the picture shows, in Chinese or English. Recommended. 1 to 2500
                characters.
            subject_images: The subjects to bring together. 1 to 4 entries; each at least 1
                character.
            scene_image: The scene that replaces the background. At least 1 character; unless it
                is a URL, JPEG or PNG of at most 10485760 bytes.
            style_image: The picture whose style is carried over. At least 1 character; unless
                it is a URL, JPEG or PNG of at most 10485760 bytes.
            aspect_ratio: Width to height of the picture. One of 16:9, 9:16, 1:1, 4:3, 3:4, 3:2,
                2:3, 21:9. The service takes 16:9 when it is left out.
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
            at_least_one_input: give at least one of prompt, subject_images, scene_image and
                style_image.

        Source: the page of kling-v2-mi2i.
        """
        return await self._submit(
            {
                "prompt": prompt,
                "subject_images": subject_images,
                "scene_image": scene_image,
                "style_image": style_image,
                "aspect_ratio": aspect_ratio,
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
        prompt: str | Unset = UNSET,
        subject_images: Sequence[ImageInput] | Unset = UNSET,
        scene_image: ImageInput | Unset = UNSET,
        style_image: ImageInput | Unset = UNSET,
        aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9"]
        | Unset = UNSET,
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
            prompt: What the picture shows, in Chinese or English. Recommended. 1 to 2500
                characters.
            subject_images: The subjects to bring together. 1 to 4 entries; each at least 1
                character.
            scene_image: The scene that replaces the background. At least 1 character; unless it
                is a URL, JPEG or PNG of at most 10485760 bytes.
            style_image: The picture whose style is carried over. At least 1 character; unless
                it is a URL, JPEG or PNG of at most 10485760 bytes.
            aspect_ratio: Width to height of the picture. One of 16:9, 9:16, 1:1, 4:3, 3:4, 3:2,
                2:3, 21:9. The service takes 16:9 when it is left out.
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
            at_least_one_input: give at least one of prompt, subject_images, scene_image and
                style_image.

        Source: the page of kling-v2-mi2i.
        """
        return await self._run(
            {
                "prompt": prompt,
                "subject_images": subject_images,
                "scene_image": scene_image,
                "style_image": style_image,
                "aspect_ratio": aspect_ratio,
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
        prompt: str | Unset = UNSET,
        subject_images: Sequence[ImageInput] | Unset = UNSET,
        scene_image: ImageInput | Unset = UNSET,
        style_image: ImageInput | Unset = UNSET,
        aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9"]
        | Unset = UNSET,
        n: int | Unset = UNSET,
        extra_body: Mapping[str, Any] | None = None,
    ) -> list[Violation]:
        """Judge a request without sending it; the arguments are those of `submit`."""
        return self._validate(
            {
                "prompt": prompt,
                "subject_images": subject_images,
                "scene_image": scene_image,
                "style_image": style_image,
                "aspect_ratio": aspect_ratio,
                "n": n,
            },
            extra_body=extra_body,
        )
