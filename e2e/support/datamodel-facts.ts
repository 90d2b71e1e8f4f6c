import type { Datamodel, ModelField } from './prisma-datamodel';

const TYPES: Record<string, string> = {
  String: 'text',
  Boolean: 'boolean',
  Int: 'integer',
  BigInt: 'bigint',
  Float: 'double precision',
  Json: 'jsonb',
  Bytes: 'bytea',
  DateTime: 'timestamp(3) without time zone',
  Decimal: 'numeric(65,30)',
};

const NATIVE: Record<string, (args: string[]) => string> = {
  VarChar: ([length]) => `character varying(${length})`,
  Uuid: () => 'uuid',
  Date: () => 'date',
  Timestamptz: ([precision]) => `timestamp(${precision}) with time zone`,
  Decimal: ([precision, scale]) => `numeric(${precision},${scale})`,
};

/** What the data model says the database has, one sentence a fact; the same words as `readDatabaseFacts` uses. */
export function datamodelFacts({ models, enums, indexes }: Datamodel): string[] {
  const tableOf = new Map(models.map((model) => [model.name, model.dbName ?? model.name]));
  const enumOf = new Map(enums.map(({ name, dbName }) => [name, dbName ?? name]));
  const table = (model: string) => tableOf.get(model) ?? model;
  const facts = enums.map(
    ({ name, values }) => `enum ${enumOf.get(name)}: ${values.map((value) => value.name).join(', ')}`,
  );
  for (const model of models) {
    for (const field of model.fields) {
      if (field.kind === 'object') facts.push(...relationFacts(table(model.name), field, table(field.type)));
      else facts.push(columnFact(table(model.name), field, enumOf));
    }
  }
  for (const { model, type, fields } of indexes) {
    const columns = fields.map(({ name, sortOrder }) => (sortOrder === 'desc' ? `${name} desc` : name)).join(', ');
    facts.push(`${KINDS[type] ?? type} ${table(model)} (${columns})`);
  }
  return facts.sort();
}

const KINDS: Record<string, string> = { id: 'primary key', unique: 'unique', normal: 'index' };

function columnFact(table: string, field: ModelField, enumOf: Map<string, string>): string {
  const type = columnType(field, enumOf) + (field.isList ? '[]' : '');
  // PostgreSQL's lists may be null for Prisma, which reads null as empty: ours are where there is no default.
  const nullable = field.isRequired && (!field.isList || field.default !== undefined) ? 'not null' : 'nullable';
  return `column ${table}.${field.dbName ?? field.name}: ${type}, ${nullable}, default ${defaultFact(field)}`;
}

function columnType({ kind, type, nativeType }: ModelField, enumOf: Map<string, string>): string {
  if (kind === 'enum') return enumOf.get(type) ?? type;
  if (!nativeType) return TYPES[type] ?? `unknown type ${type}`;
  const [name, args] = nativeType;
  return NATIVE[name]?.(args) ?? `unknown native type ${name}`;
}

function defaultFact({ default: value }: ModelField): string {
  if (value === undefined) return 'none';
  if (Array.isArray(value)) return `{${value.join(',')}}`;
  if (typeof value === 'object' && value !== null && 'name' in value) return String(value.name);
  return String(value);
}

function relationFacts(table: string, field: ModelField, other: string): string[] {
  const from = field.relationFromFields ?? [];
  if (from.length === 0) return [];
  const onDelete = field.relationOnDelete ?? (field.isRequired ? 'Restrict' : 'SetNull');
  const onUpdate = field.relationOnUpdate ?? 'Cascade';
  const to = (field.relationToFields ?? []).join(', ');
  return [`reference ${table} (${from.join(', ')}) to ${other} (${to}), on delete ${onDelete}, on update ${onUpdate}`];
}
