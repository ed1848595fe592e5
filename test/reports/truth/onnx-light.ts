import { readFileSync } from "node:fs";
import { readModel } from "../../support/onnx-model.ts";
import { differenceOf, figuresOf, type Held } from "./held.ts";
import { sourceOf } from "./onnx-source.ts";

interface Row {
  readonly file: string;
  readonly inputs: readonly (readonly [name: string, shape: readonly number[]])[];
  readonly param_elems: Readonly<Record<string, number>>;
  readonly out_shape: readonly number[];
}

/** Statistics of batch norms are buffers, and where a reshape leads to is no number that is learned. */
const notLearned = /\.(?:mean|var)$|^Reshape\.1$/;

/** Each whole net of ONNX's own tests, written as a model file with the same layers. */
export function holdOnnxLight(truth: string): readonly Held[] {
  const folder = `${truth}/onnx-light`;
  const rows: readonly Row[] = JSON.parse(readFileSync(`${folder}/index.json`, "utf8"));
  return rows.map(({ file, inputs, param_elems: elements, out_shape: output }) => {
    const text = sourceOf(readModel(`${folder}/${file}`), inputs[0]?.[1] ?? []);
    const { errors, models } = figuresOf(`/author/${file}.ts`, text);
    const learned = Object.entries(elements).filter(([name]) => !notLearned.test(name));
    const difference = differenceOf(
      { errors: errors.join(), parameters: models[0]?.parameters, output: models[0]?.outputs.join() },
      {
        errors: "",
        parameters: learned.reduce((sum, [, count]) => sum + count, 0),
        output: output.join("×"),
      },
    );
    return { net: file, difference };
  });
}
