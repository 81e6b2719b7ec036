export { type AddinOptions, createAddinRoutes } from './addin-routes.ts';
export { createDelivery, type DeliveryService } from './delivery-service.ts';
export { deleteDeliveriesOf, listDeliveriesOf } from './delivery-store.ts';
export { allowAddin } from './me-cors.ts';
export { createMeRoutes } from './me-routes.ts';
export { createPreviewRoutes } from './preview-routes.ts';
