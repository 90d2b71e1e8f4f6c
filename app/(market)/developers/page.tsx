import type { Metadata } from 'next';
import { componentSchemas, errorCodesOf, notesOn, parametersOf } from '@/app/api/openapi.json/document';
import { API_ERRORS } from '@/app/api/openapi.json/errors';
import { OPERATIONS, type Operation } from '@/app/api/openapi.json/operations';
import { addressIn } from '@/app/server/page-metadata';
import { ApiCall } from '@/components/developers/api-call';
import { fieldsOf, typeOf } from '@/components/developers/describe-schema';
import { FieldList } from '@/components/developers/field-list';
import { buttonStyle } from '@/components/ui/button';
import { DEFAULT_LANGUAGE } from '@/lib/language/languages.schema';

export function generateMetadata(): Metadata {
  return {
    title: 'For developers',
    description: 'Soko’s API: products of WhatsApp sellers, found by photo and by words.',
    alternates: { canonical: addressIn(DEFAULT_LANGUAGE, '/developers') },
  };
}

const TAGS: readonly Operation['tag'][] = ['Products', 'Search', 'Sellers', 'Moderation', 'Operation'];
const calls = Object.entries(OPERATIONS);
const errors = Object.entries(API_ERRORS).map(([code, [status, when]]) => ({
  ...{ name: code, type: String(status), isRequired: true, description: when },
}));

/** The API's document for people, made from the same. English only, as the API's own words are. */
export default function DevelopersPage() {
  return (
    <div lang="en" className="grid gap-x-14 pt-8 sm:pt-12 lg:grid-cols-[14rem_minmax(0,1fr)]">
      <nav aria-label="Calls" className="max-lg:hidden">
        <div className="sticky top-24 max-h-[calc(100dvh-7rem)] overflow-y-auto pb-6 text-sm">
          {TAGS.map((tag) => (
            <div key={tag} className="mb-4">
              <p className="mb-1 font-semibold">{tag}</p>
              <ul className="border-l border-line">
                {ofTag(tag).map(([, { id }]) => (
                  <li key={id}>
                    <a href={`#${id}`} className="block py-1 pl-3 text-ink-soft hover:text-ink hover:underline">
                      {id}
                    </a>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </div>
      </nav>
      <div className="min-w-0">
        <h1 className="text-3xl font-bold tracking-tight sm:text-5xl">Build with Soko</h1>
        <p className="mt-3 max-w-prose text-ink-soft text-pretty sm:text-lg">
          Everything that these pages show comes through an HTTP API that answers JSON. Most of it is open: no key, no
          account. Refusals are <code>{'{ "error": { "code", "message" } }'}</code>; when it is too much at once,{' '}
          <code>Retry-After</code> says for how many seconds to wait.
        </p>
        <p className="mt-5">
          <a href="/api/openapi.json" className={buttonStyle({ look: 'quiet' })}>
            OpenAPI 3.1 document
          </a>
        </p>
        {TAGS.map((tag) => (
          <section key={tag} aria-labelledby={`tag-${tag}`} className="mt-12">
            <h2 id={`tag-${tag}`} className="mb-4 text-2xl font-semibold">
              {tag}
            </h2>
            <div className="grid gap-8">{ofTag(tag).map(([call, operation]) => callOf(call, operation))}</div>
          </section>
        ))}
        <section aria-labelledby="schemas" className="mt-12">
          <h2 id="schemas" className="text-2xl font-semibold">
            What calls take and answer
          </h2>
          {Object.entries(componentSchemas()).map(([name, schema]) => (
            <div key={name} className="mt-6">
              <h3 id={`schema-${name}`} className="mb-1.5 scroll-mt-28 font-sans text-base font-semibold">
                <code>{name}</code>
              </h3>
              <FieldList fields={fieldsOf(schema)} />
            </div>
          ))}
        </section>
        <section aria-labelledby="errors" className="mt-12">
          <h2 id="errors" className="mb-4 text-2xl font-semibold">
            Refusals
          </h2>
          <FieldList fields={errors} />
        </section>
      </div>
    </div>
  );
}

const ofTag = (tag: Operation['tag']) => calls.filter(([, operation]) => operation.tag === tag);

function callOf(call: string, operation: Operation) {
  const { id, summary, role, body, bodyTypes = ['application/json'], answers } = operation;
  const [method = '', path = ''] = call.split(' ');
  return (
    <ApiCall
      key={id}
      {...{ id, method, path, summary, role }}
      notes={notesOn(operation)}
      parameters={parametersOf(operation).map(({ name, schema, required, description }) => ({
        ...{ name, type: typeOf(schema), isRequired: required, description },
      }))}
      body={body === undefined ? undefined : { name: body, types: bodyTypes.join(' or ') }}
      answers={Object.entries(answers).map(([status, [name, text]]) => ({ status, name, text }))}
      errors={errorCodesOf(call, operation).map((code) => ({ status: API_ERRORS[code][0], code }))}
    />
  );
}
