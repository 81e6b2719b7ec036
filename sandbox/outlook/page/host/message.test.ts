import { expect, it } from '@jest/globals';
import { frameName, readRequest, writeEvent, writeResponse } from './message.ts';

const sent = {
  _messageType: 0,
  _actionName: 'ExecuteMethod',
  _actionType: 0,
  _conversationId: 'c1',
  _correlationId: 7,
  _origin: 'http://localhost:3000',
  _data: { a: 1 },
  _serializerVersion: 1,
};

it('reads a request as office.js posts it', () => {
  expect(readRequest(JSON.stringify(sent))).toEqual({
    action: 'invoke',
    name: 'ExecuteMethod',
    conversationId: 'c1',
    correlationId: 7,
    data: { a: 1 },
  });
  expect(readRequest(JSON.stringify({ ...sent, _actionType: 1 }))?.action).toBe('register');
});

it.each([
  undefined,
  { _messageType: 0 },
  'no json',
  'null',
  '[]',
  JSON.stringify({ ...sent, _messageType: 1 }),
  JSON.stringify({ ...sent, _actionType: 9 }),
  JSON.stringify({ messageType: 'NestedAppAuthRequest' }),
])('takes %j for no request', (message) => {
  expect(readRequest(message)).toBeUndefined();
});

it('answers under the same name, conversation and correlation', () => {
  const request = readRequest(JSON.stringify(sent));
  if (!request) throw new Error('no request');
  expect(JSON.parse(writeResponse(request, { error: false }))).toMatchObject({
    _messageType: 1,
    _responseType: 0,
    _errorCode: 0,
    _actionName: 'ExecuteMethod',
    _conversationId: 'c1',
    _correlationId: 7,
    _data: { error: false },
  });
  expect(JSON.parse(writeEvent('appCommandInvoked', 'c1', ['id']))).toMatchObject({ _responseType: 1, _data: ['id'] });
});

it('names the frame so that office.js finds its host', () => {
  const name = frameName({ id: 'f1', conversationId: 'c1', origin: 'https://localhost:3443', locale: 'en-US' });
  expect(JSON.parse(name)).toEqual({
    baseFrameName: 'f1',
    hostInfo: 'Outlook$Web$16.01$en-US$c1$$disableLogging$0',
    xdmInfo: 'c1|f1|https://localhost:3443',
    serializerVersion: '1',
    flights: '[]',
  });
});
