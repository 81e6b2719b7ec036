export { type AddinOptions, createAddinRoutes } from './addin-routes.ts';
export { exportReports, forgetReports } from './delivery-proof.ts';
export { createDeliveryProofRoutes } from './delivery-proof-routes.ts';
export { createDelivery, type DeliveryService } from './delivery-service.ts';
export { allowAddin } from './me-cors.ts';
export { createMeRoutes } from './me-routes.ts';
export { createPreviewRoutes } from './preview-routes.ts';
export { createSignatureAnswers, type SignatureAnswers } from './signature-answers.ts';
