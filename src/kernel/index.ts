/*
 * The kernels: everything exported here is callable from the runtime, by the generated table that carries the
 * names and the order of arguments. Addresses are bytes, sizes are elements, tensors are float32. Nothing
 * here allocates.
 */
export { f32_activation } from "./activation";
export { f32_binary, f32_binary_rows } from "./binary";
export { conv_table, f32_conv, row_table, volume_table } from "./conv";
export { f32_fold, f32_unfold } from "./columns";
export { f32_conv_grouped } from "./conv-grouped";
export { f32_conv_phase, f32_conv_transposed_grouped } from "./conv-transposed";
export { f32_conv_planar } from "./conv-planar";
export { f32_cumulative_sum } from "./cumulative";
export { f32_depthwise } from "./depthwise";
export { f32_depthwise_strip } from "./depthwise-strip";
export { copy_rows, f32_thin, f32_to_blocked, f32_to_planar } from "./layout";
export { f32_gather } from "./gather";
export { f32_affine_grid, f32_grid_sample } from "./grid";
export { f32_limit } from "./limit";
export { f32_linear } from "./linear";
export { f32_matmul } from "./matmul";
export { f32_affine } from "./affine";
export { f32_local_response_norm } from "./local-response-norm";
export { f32_group_norm, f32_group_squares, f32_group_sums, f32_normalize_rows } from "./normalize";
export { f32_normalize_pixels } from "./normalize-pixels";
export { pack_rows } from "./pack";
export { pack_winograd } from "./pack-winograd";
export { f32_pick, f32_pick_pixels } from "./pick";
export { f32_pool_adaptive, f32_pool_average, f32_pool_max } from "./pool";
export { f32_pool_places, f32_unpool } from "./pool-places";
export { f32_channels_first, f32_channels_last, f32_gather_channels, f32_permute } from "./rearrange";
export { f32_mean, f32_mean_planes } from "./reduce";
export { f32_reduce } from "./reduction";
export { f32_select_rows } from "./select";
export { f32_resize_bilinear, f32_resize_mixed, f32_resize_nearest } from "./resize";
export { f32_softmax } from "./softmax";
export { f32_conv_strassen, strassen_weights } from "./strassen";
export { f32_winograd } from "./winograd";
export { f32_winograd_planar } from "./winograd-planar";
export { f32_winograd_strided } from "./winograd-strided";
