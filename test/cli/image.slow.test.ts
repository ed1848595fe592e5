import assert from "node:assert/strict";
import { copyFile, mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encode } from "jpeg-js";
import { after, before, describe, it } from "mocha";
import { PNG } from "pngjs";
import { buildUnlessBuilt } from "../../scripts/build-all.ts";
import { command } from "../support/command.ts";
import { withOrientation } from "../support/exif-jpeg.ts";

/** Its scores are the means of red, green and blue, as the input has them. */
const net = `import { nn, randn, type Tensor } from "cnn-blocks";
class Net extends nn.Module {
  forward(x: Tensor) { return x.mean([2, 3]); }
}
export const net = new Net();
net(randn(1, 3, 4, 4));
`;
const flat = net.replace("1, 3, 4, 4", "1, 5, 4, 4");

type Pixel = readonly [red: number, green: number, blue: number, alpha: number];

function rgba(width: number, height: number, pixel: Pixel): Buffer {
  return Buffer.from(Array.from({ length: width * height }, () => pixel).flat());
}

function png(width: number, height: number, pixel: Pixel): Buffer {
  const image = new PNG({ width, height });
  image.data = rgba(width, height, pixel);
  return PNG.sync.write(image);
}

/** The header alone, which claims a size. */
function headerOf(bytes: Buffer, width: number, height: number): Buffer {
  const header = Buffer.from(bytes);
  header.writeUInt32BE(width, 16);
  header.writeUInt32BE(height, 20);
  return header;
}

describe("cnn-blocks run --image", function () {
  this.timeout(30_000);
  let folder: string;
  const whole = png(12, 8, [255, 51, 0, 255]);
  const files: Readonly<Record<string, string | Buffer>> = {
    "net.ts": net,
    "flat.ts": flat,
    "names.txt": "red\ngreen\nblue\n",
    "two.txt": "red\ngreen\n",
    "none.txt": "\n\n",
    "orange.png": whole,
    "clear.png": png(4, 4, [0, 0, 0, 0]),
    "orange.jpg": encode({ width: 16, height: 16, data: rgba(16, 16, [255, 51, 0, 255]) }, 100).data,
    "turned.jpg": Buffer.from(
      withOrientation(encode({ width: 24, height: 16, data: rgba(24, 16, [255, 51, 0, 255]) }, 100).data, 6),
    ),
    "empty.png": "",
    "cut.png": whole.subarray(0, whole.length - 20),
    "wrong.png": Buffer.from(whole).fill(7, 45, 60),
    "text.png": "not a picture",
    "large.png": headerOf(whole, 16_000, 16_000),
  };
  before(async () => {
    await buildUnlessBuilt(["dist/kernel"]);
    folder = await mkdtemp(join(tmpdir(), "cnn-blocks-image-"));
    await Promise.all(Object.entries(files).map(([name, content]) => writeFile(join(folder, name), content)));
  });
  after(() => rm(folder, { recursive: true }));
  const run = (file: string, ...args: readonly string[]) =>
    command(folder, "run", file, "--runs", "1", ...args);
  const classesOf = async (...args: readonly string[]) => {
    const { code, out, err } = await run("net.ts", "--json", "--normalization", "zero-to-one", ...args);
    assert.equal(code, 0, err);
    return JSON.parse(out)[0];
  };

  it("says what it took and the most probable classes by their names", async () => {
    const { code, out } = await run("net.ts", "--image", "orange.png", "--classes", "names.txt");
    assert.equal(code, 0);
    assert.match(out, /^Input 4×4 of a 12×8 picture, centre crop, values 0…1$/m);
    assert.match(
      out,
      /^Most probable classes: softmax of the output\nred +55\.0 % +1\ngreen +24\.7 % +0\.2\nblue +20\.2 % +0$/m,
    );
  });

  for (const [file, values] of [
    ["orange.png", [1, 0.2, 0]],
    ["orange.jpg", [1, 0.2, 0]],
    ["clear.png", [1, 1, 1]],
  ] as const)
    it(`decodes ${file}`, async () => {
      const { classes, image } = await classesOf("--image", file, "--classes", "names.txt");
      const byName = new Map<string, number>(classes.map(({ name, value }: never) => [name, value]));
      for (const [at, name] of ["red", "green", "blue"].entries())
        assert.ok(
          Math.abs((byName.get(name) ?? -1) - (values[at] ?? -1)) < 0.01,
          `${name}: ${byName.get(name)}`,
        );
      assert.match(image, /^4×4/);
    });

  it("turns a photograph as its Exif data say", async () => {
    const { image } = await classesOf("--image", "turned.jpg");
    assert.match(image, /^4×4 of a 16×24 picture/);
  });

  it("has classes without names where no file names them", async () => {
    const { classes, image } = await classesOf();
    assert.equal(image, null);
    assert.deepEqual(
      classes.map(({ name }: never) => name),
      [null, null, null],
    );
  });

  it("says where names do not fit, and goes on with numbers", async () => {
    const { code, out, err } = await run("net.ts", "--image", "orange.png", "--classes", "two.txt");
    assert.equal(code, 0);
    assert.match(err, /two\.txt has 2 names, but the output has 3 classes\./);
    assert.match(out, /^0 +55\.0 % +1$/m);
  });

  for (const [args, says] of [
    [["--image", "empty.png"], /empty\.png is empty: it has 0 bytes/],
    [["--image", "cut.png"], /cut\.png is damaged/],
    [["--image", "wrong.png"], /wrong\.png is damaged/],
    [["--image", "text.png"], /text\.png is neither a PNG nor a JPEG/],
    [["--image", "large.png"], /large\.png has 16000×16000 pixels \(256 megapixels\)/],
    [["--image", "missing.png"], /There is no file missing\.png/],
    [["--image", "."], /\. is a folder/],
    [["--classes", "none.txt"], /none\.txt has no class names/],
    [["--image", "orange.png", "--normalization", "mnist"], /one of imagenet, zero-to-one/],
  ] as const)
    it(`refuses ${args.join(" ")}`, async () => {
      const { code, out, err } = await run("net.ts", ...args);
      assert.deepEqual({ code, out }, { code: 2, out: "" });
      assert.match(err, says);
    });

  it("refuses a picture for a model that takes none", async () => {
    const { code, err } = await run("flat.ts", "--image", "orange.png");
    assert.equal(code, 2);
    assert.match(err, /has no input that takes a picture: that needs 1 or 3 channels/);
  });

  it("refuses weights that no array can hold, a folder, nothing, and a header that lies", async () => {
    await writeFile(join(folder, "huge.safetensors"), "");
    await truncate(join(folder, "huge.safetensors"), 3e9);
    await copyFile(join(folder, "empty.png"), join(folder, "empty.safetensors"));
    const claim = Buffer.alloc(16);
    claim.writeBigUInt64LE(10n ** 12n);
    await writeFile(join(folder, "lying.safetensors"), claim);
    for (const [file, says] of [
      ["huge.safetensors", /huge\.safetensors has 2\.79 GiB/],
      [".", /is a folder/],
      ["empty.safetensors", /empty\.safetensors is not a \.safetensors file/],
      ["lying.safetensors", /lying\.safetensors is not a \.safetensors file/],
    ] as const) {
      const { code, err } = await run("net.ts", "--weights", file);
      assert.equal(code, 2);
      assert.match(err, says);
    }
  });
});
