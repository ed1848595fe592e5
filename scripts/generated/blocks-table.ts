import { nn } from "../../src/library/index.ts";
import type { GeneratedText } from "./generated.ts";
import { markdownTable } from "./markdown-table.ts";
import { modelCounts } from "./model-counts.ts";

/** The input of most blocks in the table. */
export const blockInput = [1, 64, 56, 56];

/** The input of the pyramids: one feature map for each level. */
const levels = [56, 28, 14, 7].map((side) => [1, 64, side, side]);

interface BlockRow {
  readonly construction: string;
  readonly paper: string;
  /** Shapes and lists of shapes, where they are not just `blockInput`. */
  readonly inputs?: readonly Shapes[];
}

export type Shapes = readonly number[] | readonly (readonly number[])[];

/** Each named block beside a plain convolution, with the paper that it is from. */
export const blockRows: readonly BlockRow[] = [
  { construction: "nn.Conv2d(64, 128, 3, { padding: 1 })", paper: "" },
  { construction: "nn.PlainBlock(64, 128)", paper: "Simonyan & Zisserman 2014" },
  { construction: "nn.ResidualBlock(64, 128)", paper: "He et al. 2015" },
  { construction: "nn.Bottleneck(64, 32)", paper: "He et al. 2015" },
  { construction: "nn.PreActBlock(64, 128)", paper: "He et al. 2016" },
  { construction: "nn.ResNeXtBlock(64, 32)", paper: "Xie et al. 2016" },
  { construction: "nn.SEResidualBlock(64, 128)", paper: "Hu et al. 2017" },
  { construction: "nn.SEBottleneck(64, 32)", paper: "Hu et al. 2017" },
  { construction: "nn.Res2NetBlock(64, 32)", paper: "Gao et al. 2019" },
  { construction: "nn.RepVGGBlock(64, 128)", paper: "Ding et al. 2021" },
  { construction: "nn.RepVGGBlock(64, 128, { deployed: true })", paper: "Ding et al. 2021" },
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
  { construction: "nn.DoubleConv(64, 128)", paper: "Ronneberger et al. 2015" },
  { construction: "nn.UNetDown(64, 128)", paper: "Ronneberger et al. 2015" },
  {
    construction: "nn.UNetUp(128, 64)",
    paper: "Ronneberger et al. 2015",
    inputs: [[1, 128, 28, 28], blockInput],
  },
  { construction: "nn.FPN([64, 64, 64, 64], 64)", paper: "Lin et al. 2016", inputs: [levels] },
  { construction: "nn.BiFPN(64, 4)", paper: "Tan et al. 2019", inputs: [levels] },
];

export const blocksTable: GeneratedText = {
  marker: "blocks",
  make() {
    const rows = blockRows.map(({ construction, paper, inputs = [blockInput] }) => [
      `\`${construction}\``,
      ...modelCounts(constructBlock(construction), ...inputs),
      paper,
    ]);
    return markdownTable(["block", "parameters", "MACs", "after"], rows);
  },
};

export function constructBlock(construction: string): nn.Module {
  return new Function("nn", `return new ${construction};`)(nn);
}
