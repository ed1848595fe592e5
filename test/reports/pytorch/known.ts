import type { Answer } from "./answer.ts";
import { type Call, isList } from "./call.ts";
import type { Difference } from "./compare.ts";

/** A difference that stays, and why. */
export interface Known {
  readonly reason: string;
  applies(call: Call, difference: Difference, answer: Answer): boolean;
}

/** Of numbers that differ in single precision, but not in PyTorch's double precision. */
export const rounding = "PyTorch in double precision agrees: its own single precision is what is off";

export const known: readonly Known[] = [
  {
    reason: "A tensor without numbers (a size of 0) computes nothing and is refused here",
    applies: ({ inputs }, { aspect }, answer) =>
      isOurRefusal(aspect) &&
      (inputs.some(isEmpty) || ("outputs" in answer && answer.outputs.some(({ shape }) => isEmpty(shape)))),
  },
  {
    reason: "indexSelect counts from the end where negative, as x[[-1]] does in PyTorch",
    applies: ({ callee }, { what }) =>
      callee === "x.indexSelect" && /out of DATA bounds, id=-|index out of range in self/.test(what),
  },
  {
    reason: "Circular padding without a batch stands in PyTorch's documentation, and is refused by its code",
    applies: (_, { aspect, what }) =>
      isMissedRefusal(aspect) && /^RuntimeError: Invalid padding size, expected [024]/.test(what),
  },
  {
    reason: "A size for several axes is a number or a list of as many; PyTorch also takes a list of one",
    applies: ({ callee, args, options }, { aspect }) =>
      isOurRefusal(aspect) &&
      !callee.endsWith("1d") &&
      [...args, ...Object.values(options)].some((value) => isList(value) && value.length === 1),
  },
  {
    reason: "As PyTorch from 2.0 on: max pooling's padding is at most half of the kernel with its dilation",
    applies: ({ callee }, { aspect, what }) =>
      /maxPool/i.test(callee) && isMissedRefusal(aspect) && what.includes("pad should be at most half"),
  },
  {
    reason: "As PyTorch from 2.0 on: cosineSimilarity's eps is the least length of either vector",
    applies: ({ callee, options }, { aspect }) =>
      /cosineSimilarity/i.test(callee) && aspect === "value" && Math.abs(Number(options.eps)) > 0.1,
  },
  {
    reason: "A single number has no axis for windows to slide along; PyTorch takes it for one place",
    applies: ({ callee, inputs }, { aspect }) =>
      callee === "x.unfold" && isOurRefusal(aspect) && inputs[0]?.length === 0,
  },
  {
    reason: "PyTorch takes a list of nothing for a stride that is as far as the window is large",
    applies: ({ options }, { aspect }) =>
      isOurRefusal(aspect) && isList(options.stride ?? 0) && String(options.stride) === "",
  },
  {
    reason:
      "Circular padding that also crops is of what is left; PyTorch's reads memory that nothing was written to",
    applies: ({ callee, options, args }) =>
      callee === "F.pad" && options.mode === "circular" && args.flat().some((value) => Number(value) < 0),
  },
  {
    reason: "A hardtanh whose limits change places is refused, as nn.Hardtanh's in PyTorch",
    applies: ({ callee }, { aspect }) => callee.startsWith("F.hardtanh") && isOurRefusal(aspect),
  },
  {
    reason: "The channels that a layer is made for are those of its input, even where no weight has them",
    applies: ({ callee, options }, { aspect }) =>
      isOurRefusal(aspect) &&
      (/^nn\.(InstanceNorm[123]d|GroupNorm)$/.test(callee)
        ? options.affine !== true
        : /^nn\.BatchNorm[123]d$/.test(callee) &&
          options.affine === false &&
          options.trackRunningStats === false),
  },
  {
    reason: "A convolution's padding is 0 or more; PyTorch crops by a negative one where it is not of zeros",
    applies: ({ callee, options }, { aspect }) =>
      isOurRefusal(aspect) &&
      /^nn\.Conv[123]d$/.test(callee) &&
      (options.paddingMode ?? "zeros") !== "zeros" &&
      [options.padding].flat().some((size) => Number(size) < 0),
  },
  {
    reason: "A mean near 0 is of numbers of about 1 that cancel, and is as exact as their single precision",
    applies: ({ callee }, { aspect, gap = Infinity }) =>
      /mean|std|sum/i.test(callee) && aspect === "value" && gap < singlePrecision,
  },
  {
    reason: "indexSelect takes places of an axis, of which a scalar has none",
    applies: ({ callee, inputs }, { aspect }) =>
      isOurRefusal(aspect) && callee === "x.indexSelect" && inputs[0]?.length === 0,
  },
  {
    reason: "No axes stand for all of them; PyTorch's logsumexp alone takes them so and then fails",
    applies: ({ callee, args }, { aspect }) =>
      callee === "x.logsumexp" && isMissedRefusal(aspect) && String(args[0]) === "",
  },
  {
    reason: "A letter of einsum is one size; in PyTorch 1 stands for any other, too",
    applies: ({ callee, inputs }, { aspect }) =>
      callee === "einsum" && isOurRefusal(aspect) && inputs.some((shape) => shape.includes(1)),
  },
  {
    reason:
      "PyTorch's adaptive pool takes anything where one number comes out, and elsewhere what its name says",
    applies: ({ callee, inputs }, { aspect }) =>
      /adaptiveAvgPool/i.test(callee) && isOurRefusal(aspect) && !isOfItsAxes(callee, inputs[0]?.length ?? 0),
  },
  {
    reason: "PyTorch's checks of norms are meant for training: of a single number the result is the bias",
    applies: (_, { aspect, what }) =>
      isMissedRefusal(aspect) && /Expected more than 1 (value per channel|spatial element)/.test(what),
  },
  {
    reason: "The numbers of a graph are finite: pad with -3.4e38 where PyTorch takes -Infinity",
    applies: ({ options }, { aspect }) => isOurRefusal(aspect) && options.value === Number.NEGATIVE_INFINITY,
  },
  {
    reason: "A weight has its layer's axes; PyTorch's norms take a scalar for one number",
    applies: ({ callee, inputs }, { aspect }) =>
      isOurRefusal(aspect) &&
      /^F\..*Norm$/.test(callee) &&
      inputs.slice(1).some((shape) => shape.length === 0),
  },
  {
    reason: "Shuffled pixels have one batch axis at most",
    applies: ({ callee, inputs }, { aspect }) =>
      /Pixel(Uns|S)huffle$/i.test(callee) && isOurRefusal(aspect) && (inputs[0]?.length ?? 0) > 4,
  },
];

/** Half of the distance between 1 and the next number in single precision. */
const singlePrecision = 2 ** -24;

/** Whether an input has the axes that the name says, with or without a batch. */
function isOfItsAxes(callee: string, rank: number): boolean {
  const axes = Number(/([123])d$/.exec(callee)?.[1]);
  return rank === axes + 1 || rank === axes + 2;
}

function isOurRefusal(aspect: Difference["aspect"]): boolean {
  return aspect === "refused here" || aspect === "false alarm of check";
}

function isMissedRefusal(aspect: Difference["aspect"]): boolean {
  return aspect === "not refused here" || aspect === "not refused by check";
}

function isEmpty(shape: readonly number[]): boolean {
  return shape.includes(0);
}
