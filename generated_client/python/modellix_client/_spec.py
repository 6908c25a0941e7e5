"""What the spec says about requests and tasks, as data."""

from __future__ import annotations

from ._specification import ModelSpec, TaskSpec

VERSION = "0.1.0"
SERVER = "https://api.modellix.ai"
ACCOUNT = {
    "models": "/api/v1/models",
    "apikey_validate": "/api/v1/apikey/validate",
    "team_balance": "/api/v1/team/balance",
}
FILES = {"collection": "/api/v1/media/files", "item": "/api/v1/media/files/{file_id}"}
TASK = TaskSpec(
    path="/api/v1/tasks/{task_id}",
    terminal=("success", "failed", "canceled"),
    success=("success",),
    first_delay_ms=2000,
    min_delay_ms=1000,
    max_delay_ms=15000,
    growth_percent=130,
    wait_timeout_ms=1800000,
)
MODELS: dict[str, ModelSpec] = {
    "kling-image-o1": ModelSpec(
        id="kling-image-o1",
        provider="kling",
        attribute="image_o1",
        module="kling_image_o1",
        routes={
            "a": "/api/v1/image-to-image/kling/kling-image-o1/async",
            "b": "/api/v1/kling/kling-image-o1/async",
            "c": "/api/v1/kling/kling-image-o1",
        },
        documented="a",
        output="image",
    ),
    "kling-v1-i2v": ModelSpec(
        id="kling-v1-i2v",
        provider="kling",
        attribute="v1_i2v",
        module="kling_v1_i2v",
        routes={
            "a": "/api/v1/image-to-video/kling/kling-v1-i2v/async",
            "b": "/api/v1/kling/kling-v1-i2v/async",
            "c": "/api/v1/kling/kling-v1-i2v",
        },
        documented="a",
        output="video",
    ),
    "kling-v1.5-i2i": ModelSpec(
        id="kling-v1.5-i2i",
        provider="kling",
        attribute="v1_5_i2i",
        module="kling_v1_5_i2i",
        routes={
            "a": "/api/v1/image-to-image/kling/kling-v1.5-i2i/async",
            "b": "/api/v1/kling/kling-v1.5-i2i/async",
            "c": "/api/v1/kling/kling-v1.5-i2i",
        },
        documented="a",
        output="image",
    ),
    "kling-v1.6-mi2v": ModelSpec(
        id="kling-v1.6-mi2v",
        provider="kling",
        attribute="v1_6_mi2v",
        module="kling_v1_6_mi2v",
        routes={
            "a": "/api/v1/image-to-video/kling/kling-v1.6-mi2v/async",
            "b": "/api/v1/kling/kling-v1.6-mi2v/async",
            "c": "/api/v1/kling/kling-v1.6-mi2v",
        },
        documented="b",
        output="video",
    ),
    "kling-v2-mi2i": ModelSpec(
        id="kling-v2-mi2i",
        provider="kling",
        attribute="v2_mi2i",
        module="kling_v2_mi2i",
        routes={
            "a": "/api/v1/image-to-image/kling/kling-v2-mi2i/async",
            "b": "/api/v1/kling/kling-v2-mi2i/async",
            "c": "/api/v1/kling/kling-v2-mi2i",
        },
        documented="b",
        output="image",
    ),
}
