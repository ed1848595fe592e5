"""What torchvision's CNNs for classification are, as data that the tests read: `/usr/bin/python3 record.py > ../../nn/torchvision-nets.json`.

For each net: the input that its weights were published for, its learned numbers, the multiplications of its convolutions
and linear layers, and a digest of the names and shapes of its `state_dict`, without the counters `num_batches_tracked`.
"""

import hashlib
import json
import sys

import torch
import torchvision
from torchvision import models

FAMILIES = (
    "alexnet convnext densenet efficientnet googlenet inception mnasnet mobilenet regnet resnet resnext shufflenet "
    "squeezenet vgg wide_resnet"
).split()
SIZES = {
    "efficientnet_b1": 240, "efficientnet_b2": 288, "efficientnet_b3": 300, "efficientnet_b4": 380,
    "efficientnet_b5": 456, "efficientnet_b6": 528, "efficientnet_b7": 600, "efficientnet_v2_s": 384,
    "efficientnet_v2_m": 480, "efficientnet_v2_l": 480, "inception_v3": 299,
}  # fmt: skip


def names():
    return [name for name in models.list_models(models) if name.startswith(tuple(FAMILIES))]


def build(name):
    # Their auxiliary heads are for training alone.
    heads = {"aux_logits": False, "init_weights": False} if name in ("googlenet", "inception_v3") else {}
    return models.get_model(name, weights=None, **heads).eval()


def state(model):
    return {k: v for k, v in model.state_dict().items() if not k.endswith("num_batches_tracked")}


def digest(model):
    lines = sorted(f"{name} {'x'.join(map(str, tensor.shape))}\n" for name, tensor in state(model).items())
    return hashlib.sha256("".join(lines).encode()).hexdigest()[:16]


def macs(model, shape):
    total = 0

    def count(layer, _, output):
        nonlocal total
        each = layer.weight[0].numel()
        total += output.numel() * each

    for layer in model.modules():
        if isinstance(layer, (torch.nn.Conv2d, torch.nn.Linear)):
            layer.register_forward_hook(count)
    with torch.no_grad():
        model(torch.zeros(shape))
    return total


def row(name):
    print(name, file=sys.stderr)
    model = build(name)
    size = SIZES.get(name, 224)
    shape = [1, 3, size, size]
    return {
        "model": name,
        "input": shape,
        "parameters": sum(p.numel() for p in model.parameters()),
        "macs": macs(model, shape),
        "state": digest(model),
    }


if __name__ == "__main__":
    source = f"torchvision {torchvision.__version__}, PyTorch {torch.__version__}"
    rows = ",\n".join("    " + json.dumps(row(name)) for name in names())
    print(f'{{\n  "source": "{source}",\n  "models": [\n{rows}\n  ]\n}}')
