import { z } from 'zod'

const choice = z.object({ value: z.string(), label: z.string() })

/** How the choices of a field are asked for. */
const fieldTool = z.object({
  name: z.string(),
  needs: z
    .object({
      key: z.string(),
      from: z.union([z.literal('search'), z.object({ path: z.string() })]),
    })
    .optional(),
  fills: z.record(z.string(), z.enum(['label', 'value'])).optional(),
  keeps: z.literal('label').optional(),
  part: z.string().optional(),
  says: z.record(z.string(), z.string()).optional(),
})

/** One field of the form. `path` names its place in the settings; `[]` stands for each entry of a list. */
export const formField = z.object({
  path: z.string(),
  label: z.string(),
  kind: z.enum(['text', 'link', 'choice', 'flag', 'list', 'json']),
  isRequired: z.boolean(),
  requiredWhen: z
    .object({ path: z.string(), is: z.union([z.string(), z.literal(true)]) })
    .optional(),
  choices: z.array(choice).optional(),
  entries: z.enum(['rules', 'labels', 'tags']).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  maxTogether: z.number().optional(),
  default: z.string().optional(),
  fromPost: z.enum(['title', 'link']).optional(),
  says: z.string().optional(),
  tool: fieldTool.optional(),
  source: z.string(),
  checkedOn: z.string().optional(),
})

export const formTool = z.object({
  name: z.string(),
  description: z.string(),
  needs: z.array(z.string()),
})

/** The settings of a channel as a form, with what stands in it now. */
export const settingsFormShape = z.object({
  platform: z.string(),
  name: z.string(),
  rulesVersion: z.string(),
  fields: z.array(formField),
  tools: z.array(formTool),
  values: z.record(z.string(), z.unknown()),
  maxLength: z.number().optional(),
  remoteMaxLength: z.number().optional(),
})

export type FormField = z.infer<typeof formField>
export type FormTool = z.infer<typeof formTool>
export type SettingsForm = z.infer<typeof settingsFormShape>
