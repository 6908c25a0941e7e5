"""What users of each client can call, as files whose diff shows every change of it."""

from generator.surface.build import FOLDER, build_surfaces, read_surfaces

__all__ = ["FOLDER", "build_surfaces", "read_surfaces"]
