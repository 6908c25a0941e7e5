"""Write the files of the tests' own models: ``python -m contract_tests.own_models``."""

from contract_tests.own_models import printed

for path, data in printed().items():
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
