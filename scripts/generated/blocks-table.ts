import { nn } from "../../src/library/index.ts";
import type { GeneratedText } from "./generated.ts";
import { markdownTable } from "./markdown-table.ts";
import { modelCounts } from "./model-counts.ts";

/** The shape that every block of the table is called on. */
export const blockInput = [1, 64, 56, 56];

/** Each named block beside a plain convolution, with the paper that it is from. */
export const blockRows: readonly { readonly construction: string; readonly paper: string }[] = [
  { construction: "nn.Conv2d(64, 128, 3, { padding: 1 })", paper: "" },
  { construction: "nn.PlainBlock(64, 128)", paper: "Simonyan & Zisserman 2014" },
  { construction: "nn.ResidualBlock(64, 128)", paper: "He et al. 2015" },
  { construction: "nn.Bottleneck(64, 32)", paper: "He et al. 2015" },
  { construction: "nn.InceptionModule(64, 32, 48, 64, 8, 16, 16)", paper: "Szegedy et al. 2014" },
  { construction: "nn.DepthwiseSeparableConv(64, 128)", paper: "Howard et al. 2017" },
  { construction: "nn.InvertedResidual(64, 128)", paper: "Sandler et al. 2018" },
  { construction: "nn.MBConv(64, 128)", paper: "Tan & Le 2019" },
  { construction: "nn.FusedMBConv(64, 128)", paper: "Tan & Le 2021" },
  { construction: "nn.ShuffleUnit(64, 128, 2)", paper: "Ma et al. 2018" },
  { construction: "nn.Fire(64, 16, 64)", paper: "Iandola et al. 2016" },
  { construction: "nn.DenseLayer(64, 32)", paper: "Huang et al. 2016" },
  { construction: "nn.SqueezeExcitation(64, 16)", paper: "Hu et al. 2017" },
  { construction: "nn.ConvNeXtBlock(64)", paper: "Liu et al. 2022" },
  { construction: "nn.CBAM(64)", paper: "Woo et al. 2018" },
  { construction: "nn.GhostModule(64, 128)", paper: "Han et al. 2019" },
  { construction: "nn.ASPP(64, [12, 24, 36], 128)", paper: "Chen et al. 2017" },
  { construction: "nn.C3(64, 128)", paper: "Wang et al. 2019, YOLOv5" },
  { construction: "nn.C2f(64, 128)", paper: "YOLOv8" },
  { construction: "nn.SPPF(64, 128)", paper: "He et al. 2014, YOLOv5" },
];

export const blocksTable: GeneratedText = {
  marker: "blocks",
  make() {
    const rows = blockRows.map(({ construction, paper }) => [
      `\`${construction}\``,
      ...modelCounts(constructBlock(construction), blockInput),
      paper,
    ]);
    return markdownTable(["block", "parameters", "MACs", "after"], rows);
  },
};

export function constructBlock(construction: string): nn.Module {
  return new Function("nn", `return new ${construction};`)(nn);
}
