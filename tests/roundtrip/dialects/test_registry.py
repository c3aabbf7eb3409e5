from __future__ import annotations

from pathlib import Path

import pytest

from alembic_mrt.exceptions import ProvisionError
from alembic_mrt.roundtrip import dialects
from alembic_mrt.roundtrip.dialects import dialect_for, supported_dialects


def test_every_package_of_the_folder_is_a_dialect_of_its_name() -> None:
    folder = Path(dialects.__file__).parent
    packages = sorted(path.parent.name for path in folder.glob("*/__init__.py"))
    assert list(supported_dialects()) == packages
    assert [dialect_for(name).name for name in packages] == packages


@pytest.mark.parametrize("name", ["oracle", "base", "", "sqlite.session"])
def test_another_dialect_is_refused_with_the_names_of_those_supported(name: str) -> None:
    with pytest.raises(ProvisionError) as caught:
        dialect_for(name)
    assert f'"{name}"' in caught.value.message
    assert "postgresql, sqlite" in caught.value.remedy
