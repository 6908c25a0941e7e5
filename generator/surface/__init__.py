"""What users of each client can call, as files whose diff shows every change of it."""

from generator.surface.build import (
    CLIENTS,
    FOLDER,
    build_surface,
    build_surfaces,
    read_surfaces,
)

__all__ = ["CLIENTS", "FOLDER", "build_surface", "build_surfaces", "read_surfaces"]
