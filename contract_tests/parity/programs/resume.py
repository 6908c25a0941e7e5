"""``submit`` begins a task and prints its id; ``wait ID`` follows one and prints what came out."""

import json
import sys

from modellix_client import Modellix

with Modellix() as client:  # settings from the environment
    if sys.argv[1] == "submit":
        print(client.kling.v2_mi2i.submit(prompt="A boat on a quiet lake", n=2).id)  # noqa: T201
    else:
        result = client.tasks.wait(sys.argv[2], timeout=60)
        files = [resource.url for resource in result.resources]
        print(json.dumps([result.task_id, files], separators=(",", ":")))  # noqa: T201
