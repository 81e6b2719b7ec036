import { z } from 'zod';
import { room } from './route.ts';

const anything = z.record(z.string(), z.unknown());
const html = { type: 'text/html' };

/** What runs beside the API: health, the document itself, the add-in's manifest, Graph's notifications. */
export const operatingApi = room('Operating', '', [
  {
    ...{ method: 'get', path: '/health/live', does: 'The process answers', may: 'anyone' },
    answers: { 200: z.strictObject({ status: z.literal('live') }) },
  },
  {
    ...{
      method: 'get',
      path: '/health/ready',
      does: 'Each part; 503 while one that is needed is missing',
      may: 'anyone',
    },
    answers: { 200: anything },
  },
  {
    ...{ method: 'get', path: '/metrics', does: 'Numbers for Prometheus', may: 'anyone' },
    answers: { 200: { type: 'text/plain' } },
  },
  { method: 'get', path: '/api/openapi.json', does: 'This document', may: 'anyone', answers: { 200: anything } },
  { method: 'get', path: '/api/docs', does: 'The same to read', may: 'anyone', answers: { 200: html } },
  {
    ...{ method: 'get', path: '/manifest.xml', does: "The add-in's manifest for this installation", may: 'anyone' },
    answers: { 200: { type: 'application/xml' } },
  },
  {
    ...{ method: 'get', path: '/.well-known/microsoft-officeaddins-allowed.json', does: 'Which add-in may sign in' },
    may: 'anyone',
    answers: { 200: z.strictObject({ allowed: z.array(z.string()) }) },
  },
  {
    ...{ method: 'post', path: '/hooks/graph', does: 'Change notifications of Microsoft Graph', may: 'graph' },
    body: { schema: z.looseObject({ value: z.array(z.looseObject({})).max(5000) }), example: { value: [] } },
    answers: { 200: { type: 'text/plain' }, 202: null },
  },
]);

/** Pages and files for browsers and Outlook: no part of the API, and listed so that the list of routes is whole. */
export const pages: string[] = [
  ...['get /', 'get /admin', 'get /admin/*path'],
  ...['get /auth/sign-in', 'get /auth/callback', 'post /auth/sign-out', 'post /auth/sign-out-everywhere'],
  ...['get /images/:file', 'get /images/made/:token', 'get /go/:token'],
  ...['get /connect', 'get /connect/callback', 'get /connect/status'],
  ...['get /addin/runtime.html', 'get /addin/taskpane.html', 'get /addin/launch.js', 'get /addin/taskpane.js'],
];
