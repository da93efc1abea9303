"""What labels are called in formats that know no layers."""

from __future__ import annotations

from annotator.model.scheme import Scheme


def public_labels(scheme: Scheme) -> dict[tuple[str, str], str]:
    """What each label is called outside: by itself where only one layer has it, else ``layer/label``."""
    names = [label.name for layer in scheme.layers.values() for label in layer.labels]
    return {
        (layer.name, label.name): label.name if names.count(label.name) == 1 else f"{layer.name}/{label.name}"
        for layer in scheme.layers.values()
        for label in layer.labels
    }
