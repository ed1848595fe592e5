export { AlexNet } from "./alexnet.ts";
export { GoogLeNet } from "./googlenet.ts";
export { LeNet5 } from "./lenet5.ts";
export { MobileNetV1 } from "./mobilenet-v1.ts";
export { ResNet18 } from "./resnet18.ts";
export { ResNet50 } from "./resnet50.ts";
export { VGG16 } from "./vgg16.ts";
