/**
 * The numbers at indices along an axis: row-major f32[rows][size][inner] and indices
 * f32[outer][places][innerPlaces], which may have fewer rows and columns. An index out of range gives NaN.
 *
 * rows    i32[outer]: the offset in bytes of the input's row for each row of indices
 * columns i32[innerPlaces]: the offset in bytes of the input's column for each column of indices
 */
export function f32_gather(
  input: usize, index: usize, output: usize, rows: usize, columns: usize, size: i32, step: usize, places: i32,
  innerPlaces: i32, rowBegin: i32, rowEnd: i32
): void {
  for (let row = rowBegin; row < rowEnd; row++) {
    const from = input + load<i32>(rows + row * 4);
    let at = <usize>row * places * innerPlaces * 4;
    for (let place = 0; place < places; place++) {
      for (let column = 0; column < innerPlaces; column++, at += 4) {
        const named = load<f32>(index + at);
        const isThere = named > -1 && named < <f32>size;
        const offset = isThere ? <usize><i32>named * step + load<i32>(columns + column * 4) : 0;
        store<f32>(output + at, isThere ? load<f32>(from + offset) : NaN);
      }
    }
  }
}
