import './upgrade-store.ts';

export type { Assignment } from './assignment.ts';
export { createAssignmentRoutes } from './assignment-routes.ts';
export { type AssignmentService, createAssignments } from './assignment-service.ts';
export { createClickCountRoutes, createClickRoutes } from './campaign-click-routes.ts';
export { type CampaignClicks, createCampaignClicks } from './campaign-clicks.ts';
export { createCampaignRoutes } from './campaign-routes.ts';
export { type CampaignService, createCampaigns } from './campaign-service.ts';
export { createExplainRoutes } from './explain-routes.ts';
export {
  createImageDelivery,
  createImageRoutes,
  createImageServer,
  createImages,
  createPublicImageRoutes,
  type ImageCopy,
  type ImageServer,
  type ImageService,
  imageCopyProblems,
  imageCopySchema,
  readImageCopies,
  readImageFiles,
  saveImageCopies,
} from './images/index.ts';
export { createImportRoutes } from './import/import-routes.ts';
export { importSignature } from './import/import-signature.ts';
export { baseName, readSignatureFiles, type SignatureFiles } from './import/read-signature-files.ts';
export { createLint, type LintService } from './lint/lint-service.ts';
export { type FoundMarker, findMarkers, personTag } from './marker.ts';
export { createPreviews, type PreviewService } from './preview-service.ts';
export type { Published } from './published.ts';
export { createPublishing, type PublishingService } from './publishing-service.ts';
export type { RenderedSignature } from './render-signature.ts';
export { createScheduledPublishing, type ScheduledPublishing } from './scheduled-publishing.ts';
export {
  createSignatures,
  type SignatureDependencies,
  type SignatureRequest,
  type SignatureService,
} from './signature-service.ts';
export { readTemplateFolder } from './starters.ts';
export { compilingHere, createTemplateCompiler, type TemplateCompiler } from './template-compiler.ts';
export { createTemplatePreviewRoutes } from './template-preview-routes.ts';
export { createTemplateRoutes } from './template-routes.ts';
export { createTemplates, type TemplateService } from './template-service.ts';
export { createUnsigned, type Unsigned } from './unsigned.ts';
export { createUnsignedRoutes } from './unsigned-routes.ts';
