// Loaded before dependency-cruiser (`node --import`): it reads TypeScript through the API of TypeScript 6 and earlier,
// which TypeScript 7 no longer has. For it alone, `typescript` means the package that keeps that API.
import Module, { register } from 'node:module';

const KEPT = '@typescript/typescript6';

const resolveFilename = Module._resolveFilename;
Module._resolveFilename = (request, parent, ...rest) =>
  resolveFilename.call(Module, isCruiser(parent?.filename) ? toKept(request) : request, parent, ...rest);

const hooks = `
export function resolve(specifier, context, next) {
  const isAsked = specifier === 'typescript' && /dependency-cruiser/.test(context.parentURL ?? '');
  return next(isAsked ? '${KEPT}' : specifier, context);
}`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);

function isCruiser(file) {
  return /dependency-cruiser/.test(file ?? '');
}

function toKept(request) {
  return request === 'typescript' || request.startsWith('typescript/') ? request.replace('typescript', KEPT) : request;
}
