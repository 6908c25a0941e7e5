"""The tests' own models are printed as the generator prints every model."""

from contract_tests.own_models import printed


def test_files_are_those_that_the_generator_prints() -> None:
    files = printed()
    assert len(files) == 9, "three models: two files of Go and one of TypeScript"
    for path, data in files.items():
        message = f"{path.name} is outdated: run python -m contract_tests.own_models"
        assert path.read_bytes() == data, message
