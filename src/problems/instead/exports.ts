import {
  afterTheModel,
  fewDistributions,
  noDevices,
  noFourier,
  noGradients,
  realNumbers,
} from "./members.ts";

const noLosses = "Models are not trained here, so there are no losses. Leave it out.";
const noOptimizers = "Models are not trained here, so there are no optimizers. Leave it out.";

/** Names in PyTorch's namespaces that the library lacks, in small letters without underscores, and what to do instead. */
export const lackingExports: readonly (readonly [names: RegExp, advice: string])[] = [
  [/loss$|crossentropy|^(kldiv|nll)/, noLosses],
  [/^optim$|^(sgd|adamw?)$/, noOptimizers],
  [/dataparallel$|^(device|cuda|mps|setdefaultdevice)$/, noDevices],
  [/^(lstm|gru|rnn|rnnrelu|rnntanh)(cell)?(base)?$|^rnncellbase$/, "There are no recurrent layers."],
  [/^(sync)batchnorm$/, "One processor has the whole batch: write nn.BatchNorm2d."],
  [
    /^transformer/,
    "Write its parts: nn.MultiheadAttention, nn.LayerNorm, nn.Linear and the sums around them.",
  ],
  [/^bilinear$/, 'Write einsum("bi,oij,bj->bo", x, weight, y), with an nn.Parameter for the weight.'],
  [/^embeddingbag$/, "Write nn.Embedding, and the sum or the mean of what it gives."],
  [/^fractionalmaxpool/, "It is random. Write an adaptive max pool."],
  [
    /^(featurealphadropout|featuredropout|nativedropout)_?$/,
    "Write an nn.Dropout: none drops anything after training.",
  ],
  [/^lazyinstancenorm/, "Write an nn.InstanceNorm2d with its number of channels."],
  [/^maxpool[123]dwithindices$/, "Write F.maxPool2d(x, size, { returnIndices: true })."],
  [
    /^adaptivemaxpool[123]dwithindices$/,
    "There are no places of an adaptive max pool: write F.adaptiveMaxPool2d for its numbers.",
  ],
  [/^convtbc$/, "Write F.conv1d, between permutes: time, batch and channels are [N, C, L] here."],
  [/^gumbelsoftmax$/, "Random choices belong to training. Write F.softmax."],
  [/^multiheadattentionforward$/, "Write F.scaledDotProductAttention, or nn.MultiheadAttention."],
  [/^(pdist|cdist)$/, "Write x.unsqueeze(-2).sub(y.unsqueeze(-3)).norm(2, -1)."],
  [
    /^(clipgrad|convertparameters|parameterstovector|vectortoparameters)|^(set|is)gradenabled$|^(no|enable)grad$/,
    noGradients,
  ],
  [
    /^(removeweightnorm|removespectralnorm|parametrize|removeparametrizations)$/,
    "A normalised weight is worked out once, before a run. There is nothing to remove: leave it out.",
  ],
  [/^fuse(convbn|linearbn|ion)|^fusion$/, "A run folds batch norms into convolutions itself. Leave it out."],
  [/^(skipinit|stateless|memoryformat|convertconv2dweightmemoryformat|compile|prune)$/, "Leave it out."],
  [/^(pi|e|inf|nan)$/, "Write Math.PI, Math.E, Infinity or NaN."],
  [/^size$/, "A shape is an array: [1, 3, 224, 224]."],
  [
    /^[fi]info$/,
    "The largest number in single precision is 3.4028234663852886e38; a mask may also use -Infinity.",
  ],
  [/^(channelslast|channelslast3d|contiguousformat|preserveformat|strided)$/, "Leave it out."],
  [/^(amp|autocast|gradscaler)$/, "All numbers are of 32 bits. Leave it out."],
  [
    /^(ao|qat|intrinsic|quantizable|(fake|de)?quant)|^q(u?int|scheme)/,
    "Nothing is quantised: all numbers are of 32 bits. Leave it out.",
  ],
  [/^(func|functorch|vmap)$/, "Write it for the whole batch: shapes broadcast."],
  [/^fx$/, "A model's graph is made by trace(model, input)."],
  [/^distributions$/, fewDistributions],
  [/^(distributed|parallel|multiprocessing)$/, noDevices],
  [/^modules$/, "Leave it out: nn.modules.conv.Conv2d is nn.Conv2d."],
  [/^attention$/, "Write F.scaledDotProductAttention, or nn.MultiheadAttention."],
  [
    /^uninitialized(parameter|buffer)$/,
    "Write a lazy layer, such as nn.LazyLinear, whose weight follows from what arrives.",
  ],
  [/^orthogonal$/, "nn.init.orthogonal_(layer.weight) starts a weight so; nothing keeps it so."],
  [/^dense$/, "Write nn.Linear with its numbers of input and output features."],
  [/^(max|average)pooling[123]d$/, "Write nn.MaxPool2d, or nn.AvgPool2d."],
  [/^global(average|max)pooling[123]d$/, "Write nn.AdaptiveAvgPool2d(1), or nn.AdaptiveMaxPool2d(1)."],
  [/^batchnormalization$/, "Write nn.BatchNorm2d with its number of channels."],
  [/^(separable|depthwise)conv[123]d$/, "Write an nn.Conv2d with { groups }, or nn.DepthwiseSeparableConv."],
  [/^checkpoint/, "Nothing is kept for gradients: call the function itself."],
  [/fft|^(i?stft)$/, noFourier],
  [/^(complex|polar|viewasreal|viewascomplex)$/, realNumbers],
  [/^(hstack|vstack|dstack|columnstack|rowstack)$/, "Write cat, or stack, along the axis."],
  [/^istensor$/, 'Ask what else it may be: Array.isArray(x), typeof x === "number".'],
  [/^(randint|randintlike|randperm|normal|poisson|binomial)$/, fewDistributions],
  [/^(hann|hamming|blackman|bartlett|kaiser)window$/, "Write its formula over arange(n)."],
  [/^range$/, "Write arange, which leaves the end out."],
  [/^logspace$/, "Write pow(10, linspace(from, to, steps))."],
  [/^(tensordot|chainmatmul)$/, "Write einsum, or matmul."],
  [/^(cartesianprod|combinations)$/, "Write meshgrid, and stack what it gives."],
  [/^(tril|triu)indices$/, "Write ones(n, n).tril() as a mask."],
  [/^broadcasttensors$/, "Write x.expandAs(y)."],
  [
    /^(atleast[123]d|blockdiag|cumulativetrapezoid|trapz?|trapezoid|gradient|vander|lobpcg|searchsorted|bucketize|isin)$/,
    "The library has no such function.",
  ],
  [/^(nms|batchednms|boxiou)$/, afterTheModel],
  [
    /^(manualseedall|seed|initialseed|(get|set)rngstate|fork|generator|defaultgenerator)$/,
    "manualSeed(0) decides all random numbers.",
  ],
  [
    /^(set|get)(numthreads|numinteropthreads|defaultdtype|defaulttensortype|printoptions|flushdenormal|float32matmulprecision)$|^usedeterministicalgorithms$/,
    "Leave it out: a run takes its options in load(graph, { … }).",
  ],
  [
    /^(float|double|half|long|int|bool|byte)(tensor)$/,
    "Write tensor, zeros or empty: all numbers are of 32 bits.",
  ],
];
