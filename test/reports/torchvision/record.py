"""What torchvision's CNNs are, as data that the tests read: `/usr/bin/python3 record.py > nets.new.json`, then rename it to
`nets.json`. Names that follow `record.py` are recorded anew, and the others kept as they are.

For each net: the input that its weights were published for, its learned numbers, the multiplications of its convolutions
and linear layers, a digest of the names and shapes of its `state_dict`, without the counters `num_batches_tracked`, and one of the
paths of its modules, without those that act in training alone; of a net for detection those of its backbone. Under
`run`, with ten classes, for a small image: a digest of the shapes that come out of its layers, and some numbers of its outputs with weights
that follow from their names (`test/support/made-weights.ts` makes the same ones). What batch norms divide by has to fit what arrives, or
else activations grow until single precision decides nothing: `norms` has a power of two for each, in the order of their names.

Nets for detection are recorded up to their heads: what comes before boxes are decoded and chosen.
"""

import hashlib
import json
import math
import pathlib
import sys

import numpy
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
    "efficientnet_v2_m": 480, "efficientnet_v2_l": 480, "inception_v3": 299, "ssd300_vgg16": 300,
    "ssdlite320_mobilenet_v3_large": 320,
}  # fmt: skip
RUN_SIZES = {"inception_v3": 96, "ssd300_vgg16": 300}
SEGMENTATION = models.list_models(models.segmentation)
DETECTION = [
    "fasterrcnn_resnet50_fpn", "fcos_resnet50_fpn", "retinanet_resnet50_fpn", "ssd300_vgg16",
    "ssdlite320_mobilenet_v3_large",
]  # fmt: skip
AUX = " with aux"
VIDEO = ["r3d_18", "mc3_18", "r2plus1d_18"]


def names():
    classification = [name for name in models.list_models(models) if name.startswith(tuple(FAMILIES))]
    aux = [name + AUX for name in SEGMENTATION if not name.startswith("lraspp")]
    return classification + SEGMENTATION + aux + DETECTION + VIDEO


def build(name, classes=None):
    options = {} if classes is None else {"num_classes": classes}
    # Their auxiliary heads are for training alone.
    if name in ("googlenet", "inception_v3"):
        options |= {"aux_logits": False, "init_weights": False}
    if name.endswith(AUX):
        options |= {"aux_loss": True}
    if name.removesuffix(AUX) in SEGMENTATION + DETECTION:
        options |= {"weights_backbone": None}
    return models.get_model(name.removesuffix(AUX), weights=None, **options).eval()


def state(model):
    kept = model.state_dict().items()
    return {k: v for k, v in kept if not k.endswith("num_batches_tracked") and not k.startswith("roi_heads.")}


def modules(model):
    """The paths of all modules in order, those of stochastic depth aside: what comes out of a run does not depend on them."""
    paths = [path for path, _ in model.named_modules() if not path.endswith("stochastic_depth")]
    is_detection = hasattr(model, "backbone") and not hasattr(model, "classifier")
    return [path for path in paths if not is_detection or path.startswith("backbone.")]


def call(model, image):
    """All tensors that a net gives for an image; of one for detection those of its heads."""
    if hasattr(model, "backbone") and not hasattr(model, "classifier"):
        levels = list(model.backbone(image).values())
        return tensors(model.rpn.head(levels) if hasattr(model, "rpn") else model.head(levels))
    return tensors(model(image))


def tensors(given):
    if isinstance(given, torch.Tensor):
        return [given]
    return [tensor for part in (given.values() if isinstance(given, dict) else given) for tensor in tensors(part)]


def digest(lines):
    return hashlib.sha256("".join(sorted(f"{line}\n" for line in lines)).encode()).hexdigest()[:16]


def sizes(tensor):
    return "x".join(map(str, tensor.shape))


NORMS = (torch.nn.BatchNorm2d, torch.nn.BatchNorm3d)
LAYERS = (torch.nn.Conv2d, torch.nn.Conv3d, torch.nn.Linear, *NORMS)


def watched(model, image):
    """What comes out of a run, and each layer with weights with the tensor that it gave."""
    given = []
    hooks = [
        layer.register_forward_hook(lambda _, __, output, name=name, layer=layer: given.append((name, layer, output)))
        for name, layer in model.named_modules()
        if isinstance(layer, LAYERS)
    ]
    with torch.no_grad():
        numbers = torch.cat([output.flatten() for output in call(model, image)])
    for hook in hooks:
        hook.remove()
    return numbers, given


def macs(given):
    dense = [(layer, output) for _, layer, output in given if not isinstance(layer, NORMS)]
    return sum(output.numel() * layer.weight[0].numel() for layer, output in dense)


def fractions(name, count):
    """Numbers from 0 to 1 that follow from a name: MurmurHash3's last step of each index after a start."""
    start = numpy.uint32(int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big"))
    h = numpy.arange(count, dtype=numpy.uint32) + start
    h ^= h >> 16
    h *= numpy.uint32(0x85EBCA6B)
    h ^= h >> 13
    h *= numpy.uint32(0xC2B2AE35)
    h ^= h >> 16
    return h / 2**32


def made(name, tensor):
    r, kind = fractions(name, tensor.numel()), name.rsplit(".", 1)[-1]
    if kind in ("running_mean", "bias"):
        r = (r - 0.5) / 5
    elif kind == "layer_scale":
        r = r / 2
    elif tensor.dim() == 1:
        r = r + 0.5
    else:
        r = (r - 0.5) * math.sqrt(24 / tensor[0].numel())
    return torch.from_numpy(r.astype(numpy.float32)).reshape(tensor.shape)


def figures(name):
    model = build(name)
    size = SIZES.get(name, 520 if name.removesuffix(AUX) in SEGMENTATION else 800 if name in DETECTION else 224)
    shape = [1, 3, 16, 112, 112] if name in VIDEO else [1, 3, size, size]
    _, given = watched(model, torch.zeros(shape))
    kept = state(model)
    return {
        "model": name,
        "input": shape,
        "parameters": sum(p.numel() for key, p in model.named_parameters() if key in kept),
        "macs": macs(given),
        "state": digest(f"{key} {sizes(tensor)}" for key, tensor in kept.items()),
        "modules": digest(f"{index} {path}" for index, path in enumerate(modules(model))),
    }


def fit_norms(model, image):
    """Multiplies what each batch norm divides by with the power of two nearest to the mean square of what arrives there."""
    exponents = {}

    def fit(name):
        def hook(norm, inputs):
            if name not in exponents:
                exponents[name] = round(math.log2(inputs[0].square().mean().item()))
                norm.running_var *= 2.0 ** exponents[name]

        return hook

    norms = [(name, layer) for name, layer in model.named_modules() if isinstance(layer, NORMS)]
    hooks = [layer.register_forward_pre_hook(fit(f"{name}.running_var")) for name, layer in norms]
    with torch.no_grad():
        call(model, image)
    for hook in hooks:
        hook.remove()
    return [exponents[name] for name in sorted(exponents)]


def run(name):
    model = build(name, 10)
    side = RUN_SIZES.get(name, 64)
    with torch.no_grad():
        for key, tensor in state(model).items():
            tensor.copy_(made(key, tensor))
    shape = [1, 3, 6, 40, 40] if name in VIDEO else [1, 3, side, side]
    image = (fractions("image", math.prod(shape)) - 0.5) * math.sqrt(12)
    x = torch.from_numpy(image.astype(numpy.float32)).reshape(shape)
    norms = fit_norms(model, x)
    numbers, given = watched(model, x)
    exact, _ = watched(model.double(), x.double())
    error = ((numbers - exact).abs().max() / exact.abs().max()).item()
    print(f"    float32 differs from float64 by {error:.1e} of the largest", file=sys.stderr, flush=True)
    if error > 2e-5:
        return None  # Single precision does not decide the scores, in PyTorch neither.
    return {
        "image": shape,
        "shapes": digest(f"{layer} {sizes(output)}" for layer, _, output in given),
        "norms": norms,
        "scores": [float(f"{score:.7g}") for score in exact[picked(len(exact))].tolist()],
    }


def picked(count, most=30):
    """The places of at most so many of all numbers, evenly spread."""
    chosen = min(count, most)
    return [index * count // chosen for index in range(chosen)]


def row(name):
    print(name, file=sys.stderr, flush=True)
    counted = figures(name)
    # A file of more than 2 GiB of weights is not written.
    return counted | {"run": run(name) if counted["parameters"] < 2**29 else None}


def recorded():
    """The rows that stay as they are where names are given."""
    path = pathlib.Path(__file__).with_name("nets.json")
    return {row["model"]: row for row in json.loads(path.read_text())["models"]} if sys.argv[1:] else {}


if __name__ == "__main__":
    source = f"torchvision {torchvision.__version__}, PyTorch {torch.__version__}"
    old = recorded()
    chosen = [name for name in names() if name in old or not old or name in sys.argv[1:]]
    rows = ",\n".join("    " + json.dumps(row(n) if n in sys.argv[1:] or not old else old[n]) for n in chosen)
    print(f'{{\n  "source": "{source}",\n  "models": [\n{rows}\n  ]\n}}')
