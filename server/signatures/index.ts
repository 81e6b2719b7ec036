export type { Assignment } from './assignment.ts';
export { type FoundMarker, findMarkers, personTag } from './marker.ts';
export type { RenderedSignature } from './render-signature.ts';
export {
  createSignatures,
  type Explanation,
  type SignatureDependencies,
  type SignatureRequest,
  type SignatureService,
} from './signature-service.ts';
export type { TemplateView } from './template.ts';
