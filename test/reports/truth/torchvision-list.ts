import { readFileSync } from "node:fs";
import { families } from "../../../scripts/generated/families.ts";
import { differenceOf, figuresOf, type Held } from "./held.ts";

interface Row {
  readonly model: string;
  readonly params: number;
  readonly gmacs: number;
  readonly input: readonly number[];
}

/** Each net of torchvision's list, as a file that calls it. */
export function holdTorchvision(truth: string): readonly Held[] {
  const rows: readonly Row[] = JSON.parse(readFileSync(`${truth}/torchvision.json`, "utf8")).models;
  return rows.map(({ model, params, gmacs, input }) => {
    const call = families
      .find(({ names }) => names.includes(model))
      ?.call.replace("name", JSON.stringify(model));
    const text = `import { models, randn } from "cnn-blocks";\nexport const y = models.${call}(randn(${input.join(", ")}));\n`;
    const { errors, models } = figuresOf(`/author/${model}.ts`, text);
    const [said, ...others] = models;
    const difference = differenceOf(
      {
        errors: errors.join(),
        models: 1 + others.length,
        parameters: said?.parameters,
        "giga-MACs": ((said?.macs ?? 0) / 1e9).toFixed(3),
      },
      { errors: "", models: 1, parameters: params, "giga-MACs": gmacs.toFixed(3) },
    );
    return { net: model, difference };
  });
}
