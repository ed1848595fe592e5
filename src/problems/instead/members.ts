/** Members of PyTorch's tensors and modules that the library lacks, and what to write instead. */
export interface Lacking {
  /** In PyTorch's spelling, with spaces between; the library's own style, `requiresGrad`, counts as well. */
  readonly names: string;
  /** The kinds that certainly lack the member. A module may have its own field under any of the other names. */
  readonly of: readonly ("tensor" | "module")[];
  readonly advice: string;
}

export const noGradients = "Models are not trained here, so there are no gradients. Leave it out.";
export const noDevices = "There are no devices to choose: models run on the processor. Leave it out.";
export const oneType = "All numbers are of 32 bits. Leave it out.";
export const afterTheModel =
  "Boxes and the like are chosen outside the model, from the numbers of its outputs: await x.data().";
export const realNumbers = "All numbers are real.";
export const noFourier = "There are no Fourier transforms.";
export const fewDistributions =
  "Random numbers are normal or uniform: randn and rand, normal_ and uniform_. rand(…).lt(p) is 1 with the probability p.";

const tensor = ["tensor"] as const;

export const lackingMembers: readonly Lacking[] = [
  {
    names: "load_state_dict",
    of: ["module"],
    advice:
      "Weights are read for a graph and given to its run: readWeights(bytes, graph), then load(graph, { weights }).",
  },
  { names: "cuda cpu to xpu ipu share_memory to_empty", of: ["tensor", "module"], advice: noDevices },
  {
    names:
      "mps pin_memory device is_cuda is_cpu get_device record_stream is_pinned is_mps is_xpu is_ipu is_meta is_vulkan is_mkldnn is_distributed",
    of: tensor,
    advice: noDevices,
  },
  { names: "half bfloat16 double float", of: ["tensor", "module"], advice: oneType },
  {
    names:
      "type type_as dtype long int short char byte bool element_size is_floating_point cfloat cdouble chalf dequantize int_repr is_quantized q_scale q_zero_point q_per_channel_scales q_per_channel_zero_points q_per_channel_axis qscheme",
    of: tensor,
    advice: oneType,
  },
  { names: "backward zero_grad", of: ["tensor", "module"], advice: noGradients },
  {
    names:
      "requires_grad requires_grad_ detach detach_ grad grad_fn is_leaf retain_grad retains_grad register_hook is_inference reinforce volatile output_nr",
    of: tensor,
    advice: noGradients,
  },
  {
    names:
      "register_forward_hook register_forward_pre_hook register_module_forward_hook register_load_state_dict_post_hook",
    of: ["module"],
    advice:
      "There are no hooks: let forward return what is wanted beside its output, or call the children one by one.",
  },
  {
    names: "register_backward_hook register_full_backward_hook register_full_backward_pre_hook",
    of: ["module"],
    advice: noGradients,
  },
  { names: "no_grad inference_mode", of: [], advice: noGradients },
  {
    names: "get_extra_state set_extra_state",
    of: ["module"],
    advice: "Only tensors are kept: registerBuffer(name, tensor).",
  },
  {
    names: "set_submodule",
    of: ["module"],
    advice: "Set the field of the module that holds it, or call addModule(name, module) there.",
  },
  { names: "compile", of: ["module"], advice: "Leave it out." },
  { names: "items", of: [], advice: "Write entries()." },
  { names: "item numpy tolist", of: tensor, advice: "A tensor's numbers come later: await x.data()." },
  { names: "where", of: tensor, advice: "Write where(condition, x, y)." },
  { names: "T mT", of: tensor, advice: "Write x.transpose(-2, -1)." },
  {
    names:
      "H mH adjoint conj conj_physical conj_physical_ real imag angle is_complex is_conj is_neg is_signed isreal resolve_conj resolve_neg",
    of: tensor,
    advice: realNumbers,
  },
  { names: "stft istft", of: tensor, advice: noFourier },
  { names: "nelement", of: tensor, advice: "Write x.numel()." },
  {
    names:
      "scatter scatter_ scatter_add scatter_add_ scatter_reduce scatter_reduce_ index_put index_put_ index_add index_add_ index_fill index_fill_ index_copy index_copy_ index_reduce index_reduce_ masked_scatter masked_scatter_ put_",
    of: tensor,
    advice: "Nothing is put at calculated places. A one-hot code is F.oneHot(indices, count).",
  },
  {
    names: "select_scatter slice_scatter diagonal_scatter as_strided_scatter",
    of: tensor,
    advice: 'Write it into a clone: y = x.clone(), then y.index(":", "1:3").copy_(part).',
  },
  {
    names: "new new_zeros new_ones new_full new_empty new_tensor",
    of: tensor,
    advice: 'Write zeros, ones, full or tensor, exports of "cnn-blocks".',
  },
  {
    names: "topk sort argsort msort nonzero argwhere unique unique_consecutive masked_select",
    of: tensor,
    advice: afterTheModel,
  },
  {
    names: "median nanmedian mode quantile nanquantile kthvalue histc histogram bincount cov corrcoef",
    of: tensor,
    advice: "Ranks and counts are found outside the model, from the numbers of its outputs: await x.data().",
  },
  {
    names: "equal allclose isclose is_nonzero",
    of: tensor,
    advice: "Numbers are compared outside the model: await x.data().",
  },
  { names: "all", of: tensor, advice: "Write x.ne(0).amin(), which is 1 where all are, else 0." },
  { names: "any", of: tensor, advice: "Write x.ne(0).amax(), which is 1 where one is, else 0." },
  { names: "count_nonzero", of: tensor, advice: "Write x.ne(0).sum()." },
  {
    names: "bernoulli bernoulli_ random_ exponential_ cauchy_ geometric_ log_normal_ multinomial",
    of: tensor,
    advice: fewDistributions,
  },
  {
    names: "bitwise_and bitwise_or bitwise_xor bitwise_not",
    of: tensor,
    advice:
      "A mask is of ones and zeros: write x.logicalAnd(y), x.logicalOr(y), x.logicalXor(y) or x.logicalNot().",
  },
  { names: "addmm addbmm baddbmm addmv", of: tensor, advice: "Write x.add(a.matmul(b))." },
  { names: "aminmax", of: tensor, advice: "Write x.amin(dim) and x.amax(dim)." },
  { names: "diff", of: tensor, advice: "Write x.slice(dim, 1).sub(x.slice(dim, 0, -1))." },
  { names: "dist", of: tensor, advice: "Write x.sub(y).norm()." },
  { names: "rsub", of: tensor, advice: "Write y.sub(x)." },
  { names: "positive", of: tensor, advice: "Leave it out." },
  { names: "take", of: tensor, advice: "Write x.flatten().index(places)." },
  { names: "deg2rad deg2rad_", of: tensor, advice: "Write x.mul(Math.PI / 180)." },
  { names: "rad2deg rad2deg_", of: tensor, advice: "Write x.mul(180 / Math.PI)." },
  { names: "nansum nanmean", of: tensor, advice: "Write where(x.eq(x), x, 0), and its sum or mean." },
  { names: "narrow_copy", of: tensor, advice: "Write x.narrow(dim, start, length).clone()." },
  { names: "sum_to_size", of: tensor, advice: "Write x.sum(dims, { keepdim: true })." },
  { names: "is_same_size", of: tensor, advice: "Compare x.shape and y.shape." },
  { names: "nbytes itemsize", of: tensor, advice: "A number takes 4 bytes: x.numel() * 4." },
  {
    names: "bitwise_left_shift bitwise_right_shift",
    of: tensor,
    advice: "Write x.mul(2 ** n), or x.div(2 ** n).floor().",
  },
  { names: "outer ger", of: tensor, advice: "Write x.unsqueeze(-1).mul(y)." },
  { names: "inner vdot", of: tensor, advice: "Write x.matmul(y.transpose(-2, -1)), or einsum." },
  { names: "addr", of: tensor, advice: "Write x.add(a.unsqueeze(-1).mul(b))." },
  {
    names: "cummax",
    of: tensor,
    advice:
      "Along the last axis of n places, write F.maxPool1d(F.pad(x, [n - 1, 0], { value: -Infinity }), n, { stride: 1 }).",
  },
  {
    names: "cummin",
    of: tensor,
    advice:
      "Along the last axis of n places, write F.maxPool1d(F.pad(x.neg(), [n - 1, 0], { value: -Infinity }), n, { stride: 1 }).neg().",
  },
  { names: "cumprod", of: tensor, advice: "Of numbers above 0, write x.log().cumsum(dim).exp()." },
  { names: "logcumsumexp", of: tensor, advice: "Write x.exp().cumsum(dim).log()." },
  { names: "tan tan_", of: tensor, advice: "Write x.sin().div(x.cos())." },
  { names: "sinh sinh_", of: tensor, advice: "Write x.exp().sub(x.neg().exp()).div(2)." },
  { names: "cosh cosh_", of: tensor, advice: "Write x.exp().add(x.neg().exp()).div(2)." },
  {
    names:
      "asin asin_ arcsin acos acos_ arccos atan atan_ arctan atan2 atan2_ arctan2 asinh asinh_ arcsinh acosh acosh_ arccosh atanh atanh_ arctanh",
    of: tensor,
    advice: "Sine, cosine and the hyperbolic tangent have no inverse here.",
  },
  { names: "erfc erfc_", of: tensor, advice: "Write x.erf().neg().add(1)." },
  { names: "exp2 exp2_", of: tensor, advice: "Write x.mul(Math.LN2).exp()." },
  { names: "logit logit_", of: tensor, advice: "Write x.div(x.neg().add(1)).log()." },
  { names: "frac frac_", of: tensor, advice: "Write x.sub(x.trunc())." },
  { names: "floor_divide floor_divide_", of: tensor, advice: 'Write x.div(y, { roundingMode: "floor" }).' },
  {
    names: "remainder remainder_ fmod fmod_",
    of: tensor,
    advice: 'Write x.sub(x.div(y, { roundingMode: "floor" }).mul(y)).',
  },
  { names: "hypot hypot_", of: tensor, advice: "Write x.square().add(y.square()).sqrt()." },
  { names: "xlogy xlogy_", of: tensor, advice: "Of numbers above 0, write x.mul(y.log())." },
  { names: "isnan", of: tensor, advice: "Write x.ne(x)." },
  { names: "isinf", of: tensor, advice: "Write x.abs().eq(Infinity)." },
  { names: "isposinf isneginf", of: tensor, advice: "Write x.eq(Infinity), or x.eq(-Infinity)." },
  { names: "isfinite", of: tensor, advice: "Write x.abs().lt(Infinity)." },
  { names: "nan_to_num nan_to_num_", of: tensor, advice: "Write where(x.eq(x), x, 0)." },
  {
    names:
      "lgamma digamma polygamma mvlgamma erfinv i0 igamma igammac sinc heaviside nextafter copysign signbit frexp ldexp gcd lcm logaddexp logaddexp2 renorm cross kron",
    of: tensor,
    advice: "The library has no such function.",
  },
  {
    names:
      "cholesky cholesky_inverse cholesky_solve inverse pinverse det slogdet logdet qr geqrf orgqr ormqr svd symeig eig lu lu_solve lstsq solve triangular_solve matrix_exp matrix_power",
    of: tensor,
    advice: "Of linear algebra, there are the products of matrices: x.matmul(y), x.bmm(y) and einsum.",
  },
  {
    names: "diag diagonal diag_embed diagflat trace fill_diagonal_",
    of: tensor,
    advice: "Of n × n matrices, write x.mul(eye(n)), and its sum along an axis for the diagonal alone.",
  },
  { names: "rot90", of: tensor, advice: "A quarter turn is x.transpose(-2, -1).flip(-2)." },
  { names: "fliplr", of: tensor, advice: "Write x.flip(1)." },
  { names: "flipud", of: tensor, advice: "Write x.flip(0)." },
  {
    names: "tensor_split hsplit vsplit dsplit",
    of: tensor,
    advice: "Write x.split with the sizes of the parts.",
  },
  {
    names:
      "stride storage storage_type untyped_storage storage_offset data_ptr is_contiguous as_strided as_strided_ resize resize_ resize_as_ is_shared set_",
    of: tensor,
    advice: "Where numbers lie in memory is not shown. x.contiguous(), x.reshape(…) and x.view(…) are there.",
  },
  {
    names:
      "to_sparse to_sparse_coo to_sparse_csr to_sparse_csc to_sparse_bsr to_sparse_bsc to_dense to_padded_tensor to_mkldnn coalesce is_coalesced is_sparse is_sparse_csr is_nested sparse_mask sparse_dim dense_dim sparse_resize_ sparse_resize_and_clear_ resize_as_sparse_ layout smm sspaddmm crow_indices col_indices ccol_indices row_indices",
    of: tensor,
    advice: "All tensors are dense. Leave it out.",
  },
  {
    names: "names rename rename_ align_to align_as refine_names has_names",
    of: tensor,
    advice: "Axes have no names.",
  },
  {
    names: "apply_ map_ map2_",
    of: tensor,
    advice: "Tensors take no functions of single numbers: combine their methods.",
  },
];
