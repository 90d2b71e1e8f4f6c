import { z } from 'zod';

const inlineData = z.object({ mimeType: z.string(), data: z.string() });
const part = z.object({
  text: z.string().optional(),
  inlineData: inlineData.optional(),
});

/** What of a schema Gemini reads. Unknown keywords are refused, as its API refuses them. */
export interface ResponseSchema {
  type?: string | undefined;
  format?: string | undefined;
  description?: string | undefined;
  nullable?: boolean | undefined;
  enum?: string[] | undefined;
  properties?: Record<string, ResponseSchema> | undefined;
  required?: string[] | undefined;
  items?: ResponseSchema | undefined;
}

const responseSchema: z.ZodType<ResponseSchema> = z.lazy(() =>
  z.strictObject({
    type: z.string().optional(),
    format: z.string().optional(),
    title: z.string().optional(),
    description: z.string().optional(),
    nullable: z.boolean().optional(),
    enum: z.array(z.string().min(1)).optional(),
    properties: z.record(z.string(), responseSchema).optional(),
    required: z.array(z.string()).optional(),
    propertyOrdering: z.array(z.string()).optional(),
    items: responseSchema.optional(),
    minItems: z.union([z.number(), z.string()]).optional(),
    maxItems: z.union([z.number(), z.string()]).optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    minLength: z.union([z.number(), z.string()]).optional(),
    maxLength: z.union([z.number(), z.string()]).optional(),
    pattern: z.string().optional(),
    example: z.unknown().optional(),
    anyOf: z.array(responseSchema).optional(),
    default: z.unknown().optional(),
  }),
);

export const generateRequest = z.object({
  contents: z.array(z.object({ role: z.string().optional(), parts: z.array(part).min(1) })).min(1),
  systemInstruction: z.unknown().optional(),
  generationConfig: z
    .object({
      responseMimeType: z.string().optional(),
      responseSchema: responseSchema.optional(),
    })
    .optional(),
});
export type GenerateRequest = z.infer<typeof generateRequest>;

export const textOf = ({ contents }: GenerateRequest): string =>
  contents.flatMap(({ parts }) => parts.flatMap(({ text }) => (text === undefined ? [] : [text]))).join('\n');

export const imagesOf = ({ contents }: GenerateRequest): { mimeType: string; data: string }[] =>
  contents.flatMap(({ parts }) => parts.flatMap(({ inlineData: image }) => (image === undefined ? [] : [image])));
