import type { Extremes, ReduceOptions, VarianceOptions } from "./tensor/reduction-methods.ts";
import { asTensor, type Tensor } from "./tensor.ts";

/* Tensors' methods as functions, as in PyTorch: `norm(x, 2, 1)` is `x.norm(2, 1)`. */

/** An axis, which counts from the end where negative, or several. */
type Axes = number | readonly number[];

/** Leaves out the axes `dims` where their size is 1, or every axis of size 1. */
export function squeeze(x: Tensor, dims?: Axes): Tensor {
  return asTensor("squeeze", x).squeeze(dims);
}

/** Puts in an axis of size 1 at the place `dim`, which counts from the end where negative. */
export function unsqueeze(x: Tensor, dim: number): Tensor {
  return asTensor("unsqueeze", x).unsqueeze(dim);
}

/** The same numbers under another shape; one size may be −1 and follows from the others. */
export function reshape(x: Tensor, sizes: Axes): Tensor {
  return asTensor("reshape", x).reshape(sizes);
}

/** The axes in another order. */
export function permute(x: Tensor, dims: readonly number[]): Tensor {
  return asTensor("permute", x).permute(dims);
}

/** The axes `dim0` and `dim1` exchanged. */
export function transpose(x: Tensor, dim0: number, dim1: number): Tensor {
  return asTensor("transpose", x).transpose(dim0, dim1);
}

/** Moves axes to other places; the others keep their order. */
export function movedim(x: Tensor, source: Axes, destination: Axes): Tensor {
  return asTensor("movedim", x).movedim(source, destination);
}

/** `length` places of the axis `dim` from `start` on. */
export function narrow(x: Tensor, dim: number, start: number, length: number): Tensor {
  return asTensor("narrow", x).narrow(dim, start, length);
}

/** The places `indices` of the axis `dim`, in that order and as often as they are named. */
export function indexSelect(x: Tensor, dim: number, indices: readonly number[] | Tensor): Tensor {
  return asTensor("index-select", x).indexSelect(dim, indices);
}

/** Cuts the axis `dim` into at most `chunks` parts of one size; the last may be smaller. */
export function chunk(x: Tensor, chunks: number, dim = 0): Tensor[] {
  return asTensor("chunk", x).chunk(chunks, dim);
}

/** Cuts the axis `dim` into parts of one size, or of the sizes given. */
export function split(x: Tensor, sizes: Axes, dim = 0): Tensor[] {
  return asTensor("split", x).split(sizes, dim);
}

/** The parts along the axis `dim`, without it. */
export function unbind(x: Tensor, dim = 0): Tensor[] {
  return asTensor("narrow", x).unbind(dim);
}

/** The largest of all numbers. Along an axis, the largest numbers and their places. With another tensor, `maximum`. */
export function max(x: Tensor): Tensor;
export function max(x: Tensor, dim: number, options?: ReduceOptions): Extremes<Tensor>;
export function max(x: Tensor, other: Tensor): Tensor;
export function max(x: Tensor, ...given: readonly unknown[]): Tensor | Extremes<Tensor> {
  return asTensor("amax", x).max(...(given as [number, ReduceOptions]));
}

/** The smallest of all numbers. Along an axis, the smallest numbers and their places. With another tensor, `minimum`. */
export function min(x: Tensor): Tensor;
export function min(x: Tensor, dim: number, options?: ReduceOptions): Extremes<Tensor>;
export function min(x: Tensor, other: Tensor): Tensor;
export function min(x: Tensor, ...given: readonly unknown[]): Tensor | Extremes<Tensor> {
  return asTensor("amin", x).min(...(given as [number, ReduceOptions]));
}

/** The largest number over the given axes, or over all of them. */
export function amax(x: Tensor, dims?: Axes, options: ReduceOptions = {}): Tensor {
  return asTensor("amax", x).amax(dims, options);
}

/** The smallest number over the given axes, or over all of them. */
export function amin(x: Tensor, dims?: Axes, options: ReduceOptions = {}): Tensor {
  return asTensor("amin", x).amin(dims, options);
}

/** Where the largest number is along the axis `dim`, or in all numbers, row-major: its place, as a number. */
export function argmax(x: Tensor, dim?: number, options: ReduceOptions = {}): Tensor {
  return asTensor("argmax", x).argmax(dim, options);
}

/** Where the smallest number is along the axis `dim`, or in all numbers, row-major: its place, as a number. */
export function argmin(x: Tensor, dim?: number, options: ReduceOptions = {}): Tensor {
  return asTensor("argmin", x).argmin(dim, options);
}

/** The product over the given axes, or over all of them. */
export function prod(x: Tensor, dims?: Axes, options: ReduceOptions = {}): Tensor {
  return asTensor("prod", x).prod(dims, options);
}

/** ln Σ e^x over the given axes, or over all of them. */
export function logsumexp(x: Tensor, dims?: Axes, options: ReduceOptions = {}): Tensor {
  return asTensor("logsumexp", x).logsumexp(dims, options);
}

/** The standard deviation over the given axes, or over all of them: that of a sample, unless `correction` is 0. */
export function std(x: Tensor, dims?: Axes, options: VarianceOptions = {}): Tensor {
  return asTensor("std", x).std(dims, options);
}

/** (Σ |x|^p)^(1/p) over the given axes, or over all of them. */
export function norm(x: Tensor, p = 2, dims?: Axes, options: ReduceOptions = {}): Tensor {
  return asTensor("norm", x).norm(p, dims, options);
}

/** 1 / √x */
export function rsqrt(x: Tensor): Tensor {
  return asTensor("rsqrt", x).rsqrt();
}

/** x² */
export function square(x: Tensor): Tensor {
  return asTensor("square", x).square();
}

/** −x */
export function neg(x: Tensor): Tensor {
  return asTensor("neg", x).neg();
}

/** −1, 0 or 1 */
export function sign(x: Tensor): Tensor {
  return asTensor("sign", x).sign();
}

/** The next whole number below. */
export function floor(x: Tensor): Tensor {
  return asTensor("floor", x).floor();
}

/** The next whole number above. */
export function ceil(x: Tensor): Tensor {
  return asTensor("ceil", x).ceil();
}

/** The nearest whole number; halves go to the even one. */
export function round(x: Tensor): Tensor {
  return asTensor("round", x).round();
}

/** sin x */
export function sin(x: Tensor): Tensor {
  return asTensor("sin", x).sin();
}

/** cos x */
export function cos(x: Tensor): Tensor {
  return asTensor("cos", x).cos();
}

/** The error function of x. */
export function erf(x: Tensor): Tensor {
  return asTensor("erf", x).erf();
}

/** The product of two matrices. */
export function mm(left: Tensor, right: Tensor): Tensor {
  return asTensor("matmul", left).mm(right);
}
