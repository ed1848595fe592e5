import type { BlockOffer } from "../../protocol/index.ts";

/** The library's blocks and nets as `Run Block…` offers them, with arguments from their papers or from the guide. */
export const libraryOffers: readonly BlockOffer[] = [
  offer("nn.PlainBlock", "64, 64", "1x64x32x32", "two 3×3 convolutions without a shortcut"),
  offer("nn.ResidualBlock", "64, 128, 2", "1x64x32x32", "learns what to add to its input (He et al. 2015)"),
  offer("nn.Bottleneck", "256, 64", "1x256x56x56", "1×1, 3×3, 1×1 with a shortcut (He et al. 2015)"),
  offer("nn.PreActBlock", "64, 128, 2", "1x64x32x32", "norms and ReLUs come first (He et al. 2016)"),
  offer("nn.ResNeXtBlock", "256, 64", "1x256x56x56", "32 narrow 3×3 side by side (Xie et al. 2016)"),
  offer("nn.SEResidualBlock", "64, 64", "1x64x32x32", "a shortcut and weighed channels (Hu et al. 2017)"),
  offer("nn.SEBottleneck", "256, 64", "1x256x56x56", "a bottleneck with weighed channels (Hu et al. 2017)"),
  offer("nn.Res2NetBlock", "256, 64", "1x256x56x56", "parts that feed one another (Gao et al. 2019)"),
  offer("nn.RepVGGBlock", "64, 64", "1x64x32x32", "three branches, later one (Ding et al. 2021)"),
  offer(
    "nn.InceptionModule",
    "192, 64, 96, 128, 16, 32, 32",
    "1x192x28x28",
    "four branches side by side (Szegedy et al. 2014)",
  ),
  offer(
    "nn.DepthwiseSeparableConv",
    "64, 128",
    "1x64x32x32",
    "filters each channel alone, then mixes them by 1×1 (Howard et al. 2017)",
  ),
  offer("nn.InvertedResidual", "32, 32", "1x32x28x28", "widens, filters, narrows (Sandler et al. 2018)"),
  offer("nn.MBConv", "40, 40", "1x40x28x28", "with a squeeze and excitation (Tan and Le 2019)"),
  offer("nn.FusedMBConv", "48, 48", "1x48x28x28", "one full convolution for two (Tan and Le 2021)"),
  offer("nn.SqueezeExcitation", "64, 16", "1x64x28x28", "weighs each channel (Hu et al. 2017)"),
  offer("nn.ShuffleUnit", "116, 116", "1x116x28x28", "half of the channels pass (Ma et al. 2018)"),
  offer("nn.Fire", "96, 16, 64", "1x96x55x55", "1×1 and 3×3 side by side (Iandola et al. 2016)"),
  offer("nn.DenseLayer", "64, 32", "1x64x56x56", "gives 32 new maps (Huang et al. 2016)"),
  offer("nn.ConvNeXtBlock", "96", "1x96x56x56", "7×7 on each channel, then pixel by pixel (Liu et al. 2022)"),
  offer("nn.CBAM", "64", "1x64x28x28", "weighs each channel, then each pixel (Woo et al. 2018)"),
  offer("nn.GhostModule", "64, 128", "1x64x28x28", "half of the maps from the other half (Han et al. 2019)"),
  offer("nn.ASPP", "256, [6, 12, 18]", "1x256x28x28", "dilated 3×3 side by side (Chen et al. 2017)"),
  offer("nn.C3", "64, 64", "1x64x80x80", "YOLOv5's block (after Wang et al. 2019)"),
  offer("nn.C2f", "64, 64", "1x64x80x80", "YOLOv8's block (Jocher et al. 2023)"),
  offer("nn.SPPF", "512, 512", "1x512x20x20", "three max pools in a row (after He et al. 2014)"),
  offer("nn.DoubleConv", "64, 128", "1x64x64x64", "U-Net's two 3×3 convolutions (Ronneberger et al. 2015)"),
  offer("nn.UNetDown", "64, 128", "1x64x64x64", "halves the image (Ronneberger et al. 2015)"),
  offer("models.LeNet5", "", "1x1x32x32", "LeCun et al. 1998"),
  offer("models.AlexNet", "", "1x3x224x224", "Krizhevsky et al. 2012"),
  offer("models.VGG16", "", "1x3x224x224", "Simonyan and Zisserman 2014"),
  offer("models.ResNet18", "", "1x3x224x224", "He et al. 2015"),
  offer("models.ResNet50", "", "1x3x224x224", "He et al. 2015"),
  offer("models.GoogLeNet", "", "1x3x224x224", "Szegedy et al. 2014"),
  offer("models.DenseNet121", "", "1x3x224x224", "Huang et al. 2016"),
  offer("models.SqueezeNet11", "", "1x3x224x224", "Iandola et al. 2016"),
  offer("models.MobileNetV1", "", "1x3x224x224", "Howard et al. 2017"),
  offer("models.MobileNetV2", "", "1x3x224x224", "Sandler et al. 2018"),
  offer("models.EfficientNetB0", "", "1x3x224x224", "Tan and Le 2019"),
];

function offer(path: string, args: string, input: string, description: string): BlockOffer {
  const name = path.slice(path.indexOf(".") + 1);
  return { expression: `new ${path}(${args})`, name, description, origin: "library", input };
}
