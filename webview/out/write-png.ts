/** What canvases can hold: browsers refuse longer sides, and draw nothing above so many pixels. */
const longestSide = 16_000;
const mostPixels = 100_000_000;

/** An SVG as a PNG, at twice its size where that many pixels fit. Only a browser can draw it. */
export async function writePng(svg: string, [width, height]: readonly [number, number]): Promise<Blob> {
  const scale = Math.min(2, longestSide / Math.max(width, height), Math.sqrt(mostPixels / (width * height)));
  const image = await loaded(new Blob([svg], { type: "image/svg+xml" }));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.floor(width * scale));
  canvas.height = Math.max(1, Math.floor(height * scale));
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("This browser has no canvas to draw the picture on.");
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const png = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (png === null) throw new Error("The picture is too large to be drawn as PNG. Choose SVG instead.");
  return png;
}

async function loaded(blob: Blob): Promise<HTMLImageElement> {
  const address = URL.createObjectURL(blob);
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    return image;
  } finally {
    URL.revokeObjectURL(address);
  }
}
