"""The models of kling."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ..._spec import MODELS

if TYPE_CHECKING:
    from ..._client import AsyncBaseClient, BaseClient
    from .image_o1 import AsyncImageO1, ImageO1
    from .v1_5_i2i import AsyncV15I2i, V15I2i
    from .v1_6_mi2v import AsyncV16Mi2v, V16Mi2v
    from .v1_i2v import AsyncV1I2v, V1I2v
    from .v2_mi2i import AsyncV2Mi2i, V2Mi2i


class Kling:
    """The models of kling, by name."""

    def __init__(self, client: BaseClient) -> None:
        self._client = client

    @cached_property
    def image_o1(self) -> ImageO1:
        """Kling Image O1, text, images and elements to an image."""
        from .image_o1 import ImageO1

        return ImageO1(self._client, MODELS["kling-image-o1"])

    @cached_property
    def v1_i2v(self) -> V1I2v:
        """Kling V1, image to video."""
        from .v1_i2v import V1I2v

        return V1I2v(self._client, MODELS["kling-v1-i2v"])

    @cached_property
    def v1_5_i2i(self) -> V15I2i:
        """Kling V1.5, image to image."""
        from .v1_5_i2i import V15I2i

        return V15I2i(self._client, MODELS["kling-v1.5-i2i"])

    @cached_property
    def v1_6_mi2v(self) -> V16Mi2v:
        """Kling V1.6, several images to a video."""
        from .v1_6_mi2v import V16Mi2v

        return V16Mi2v(self._client, MODELS["kling-v1.6-mi2v"])

    @cached_property
    def v2_mi2i(self) -> V2Mi2i:
        """Kling V2, several images to one image."""
        from .v2_mi2i import V2Mi2i

        return V2Mi2i(self._client, MODELS["kling-v2-mi2i"])


class AsyncKling:
    """The models of kling, by name."""

    def __init__(self, client: AsyncBaseClient) -> None:
        self._client = client

    @cached_property
    def image_o1(self) -> AsyncImageO1:
        """Kling Image O1, text, images and elements to an image."""
        from .image_o1 import AsyncImageO1

        return AsyncImageO1(self._client, MODELS["kling-image-o1"])

    @cached_property
    def v1_i2v(self) -> AsyncV1I2v:
        """Kling V1, image to video."""
        from .v1_i2v import AsyncV1I2v

        return AsyncV1I2v(self._client, MODELS["kling-v1-i2v"])

    @cached_property
    def v1_5_i2i(self) -> AsyncV15I2i:
        """Kling V1.5, image to image."""
        from .v1_5_i2i import AsyncV15I2i

        return AsyncV15I2i(self._client, MODELS["kling-v1.5-i2i"])

    @cached_property
    def v1_6_mi2v(self) -> AsyncV16Mi2v:
        """Kling V1.6, several images to a video."""
        from .v1_6_mi2v import AsyncV16Mi2v

        return AsyncV16Mi2v(self._client, MODELS["kling-v1.6-mi2v"])

    @cached_property
    def v2_mi2i(self) -> AsyncV2Mi2i:
        """Kling V2, several images to one image."""
        from .v2_mi2i import AsyncV2Mi2i

        return AsyncV2Mi2i(self._client, MODELS["kling-v2-mi2i"])
