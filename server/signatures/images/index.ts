export {
  type ImageCopy,
  imageCopyProblems,
  imageCopySchema,
  readImageCopies,
  readImageFiles,
  saveImageCopies,
} from './image-copies.ts';
export { createImageDelivery, type ImageDelivery, withoutImages } from './image-delivery.ts';
export { createImageRoutes, createPublicImageRoutes } from './image-routes.ts';
export { createImages, type ImageService } from './image-service.ts';
export { createImageServer, type ImageServer } from './serve-images.ts';
