import { models, type nn } from "../../src/library/index.ts";
import { convnexts } from "../../src/nn/zoo/convnext.ts";
import { densenets } from "../../src/nn/zoo/densenet.ts";
import { type DetectionName, detectionNets } from "../../src/nn/zoo/detection.ts";
import { efficientnets } from "../../src/nn/zoo/efficientnet.ts";
import { efficientnetsV2 } from "../../src/nn/zoo/efficientnet-v2.ts";
import { mnasnets } from "../../src/nn/zoo/mnasnet.ts";
import { mobilenetsV3 } from "../../src/nn/zoo/mobilenet-v3.ts";
import { regnets } from "../../src/nn/zoo/regnet.ts";
import { resnets } from "../../src/nn/zoo/resnet.ts";
import { segmentationNets } from "../../src/nn/zoo/segmentation.ts";
import { shufflenetsV2 } from "../../src/nn/zoo/shufflenet-v2.ts";
import { squeezenets } from "../../src/nn/zoo/squeezenet.ts";
import { vggs } from "../../src/nn/zoo/vgg.ts";
import { videoNets } from "../../src/nn/zoo/video.ts";

/** A family of the zoo: its call, and torchvision's names of its nets. */
export interface Family {
  /** What its nets say of an image. */
  readonly task: "classification" | "segmentation" | "detection" | "video";
  /** `resnet(name)`, or `googlenet()` where there is one net. */
  readonly call: string;
  readonly names: readonly string[];
  readonly paper: string;
  make(name: string, options?: models.NetOptions): nn.Module;
}

export const families: readonly Family[] = [
  single("alexnet", models.alexnet, "alexnet", "Krizhevsky 2014"),
  family("convnext", models.convnext, convnexts, "Liu et al. 2022"),
  family("densenet", models.densenet, densenets, "Huang et al. 2016"),
  family("efficientnet", models.efficientnet, efficientnets, "Tan & Le 2019"),
  family("efficientnetV2", models.efficientnetV2, efficientnetsV2, "Tan & Le 2021"),
  single("googlenet", models.googlenet, "googlenet", "Szegedy et al. 2014"),
  single("inceptionV3", models.inceptionV3, "inception_v3", "Szegedy et al. 2015"),
  family("mnasnet", models.mnasnet, mnasnets, "Tan et al. 2018"),
  single("mobilenetV2", models.mobilenetV2, "mobilenet_v2", "Sandler et al. 2018"),
  family("mobilenetV3", models.mobilenetV3, mobilenetsV3, "Howard et al. 2019"),
  family("regnet", models.regnet, regnets, "Radosavovic et al. 2020"),
  family("resnet", models.resnet, resnets, "He et al. 2015, Xie et al. 2016, Zagoruyko & Komodakis 2016"),
  family("shufflenetV2", models.shufflenetV2, shufflenetsV2, "Ma et al. 2018"),
  family("squeezenet", models.squeezenet, squeezenets, "Iandola et al. 2016"),
  family("vgg", models.vgg, vggs, "Simonyan & Zisserman 2014"),
  family(
    "segmentation",
    models.segmentation,
    segmentationNets,
    "Long et al. 2014, Chen et al. 2017, Howard et al. 2019",
    "segmentation",
  ),
  family(
    "detection",
    // Faster R-CNN's graph ends at region proposals, which have no classes.
    (name: DetectionName, options) =>
      models.detection(name, name === "fasterrcnn_resnet50_fpn" ? {} : options),
    detectionNets,
    "Ren et al. 2015, Tian et al. 2019, Lin et al. 2017, Liu et al. 2015, Howard et al. 2019",
    "detection",
  ),
  family("video", models.video, videoNets, "Tran et al. 2017", "video"),
];

function family<N extends string>(
  call: keyof typeof models,
  make: (name: N, options?: models.NetOptions) => nn.Module,
  members: Readonly<Record<N, unknown>>,
  paper: string,
  task: Family["task"] = "classification",
): Family {
  const names = Object.keys(members);
  return { call: `${call}(name)`, task, names, paper, make: (name, options) => make(name as N, options) };
}

function single(
  call: keyof typeof models,
  make: (options?: models.NetOptions) => nn.Module,
  name: string,
  paper: string,
): Family {
  return {
    call: `${call}()`,
    task: "classification",
    names: [name],
    paper,
    make: (_, options) => make(options),
  };
}
