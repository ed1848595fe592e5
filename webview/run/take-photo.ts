interface PolicedDocument extends Document {
  /** Chromium's own; other browsers decide when they are asked. */
  readonly featurePolicy?: { allowsFeature(feature: string): boolean };
}

/** Whether the page may ask for a camera; not every VS Code lets its webviews use one. */
export function isCameraAllowed(page: PolicedDocument = document): boolean {
  return "mediaDevices" in navigator && page.featurePolicy?.allowsFeature("camera") === true;
}

/** A picture of what the camera sees, or why there is none, as a sentence. */
export async function takePhoto(): Promise<Blob | string> {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ video: true });
    try {
      return await stillOf(stream);
    } finally {
      for (const track of stream.getTracks()) track.stop();
    }
  } catch (fault) {
    const name = fault instanceof DOMException ? fault.name : "";
    return refusals[name] ?? `The camera gave no picture: ${fault instanceof Error ? fault.message : fault}`;
  }
}

const refusals: Readonly<Record<string, string>> = {
  NotAllowedError: "The camera may not be used here. Open a photograph instead.",
  NotFoundError: "There is no camera. Open a photograph instead.",
  NotReadableError: "The camera is in use by another program.",
};

/** A camera needs a moment for its first picture to be as bright as the others. */
const settlingMilliseconds = 400;

async function stillOf(stream: MediaStream): Promise<Blob> {
  const video = document.createElement("video");
  video.muted = true;
  video.srcObject = stream;
  await video.play();
  await new Promise((resolve) => setTimeout(resolve, settlingMilliseconds));
  const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
  canvas.getContext("2d")?.drawImage(video, 0, 0);
  return canvas.convertToBlob();
}
