/** One thing to choose: what is kept, and what a person reads. */
export type ToolOption = { value: string; label: string }

/** A tool's answer: the choices, and where it has several named parts, each of them; and what it says yes or no to. */
export type ToolAnswer = {
  options: ToolOption[]
  parts: Record<string, ToolOption[]>
  says: Record<string, boolean>
}

type Loose = Record<string, unknown>

const isRecord = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isPlain = (value: unknown): value is string | number =>
  (typeof value === 'string' && value !== '') || typeof value === 'number'

const valueKeys = ['value', 'id', 'key', 'slug', 'name', 'title', 'label']
const labelKeys = ['label', 'name', 'title', 'display_name', 'text', 'value', 'id']

const pick = (record: Loose, keys: string[]): string | undefined => {
  const found = keys.map((key) => record[key]).find(isPlain)
  return found === undefined ? undefined : String(found)
}

const toOption = (item: unknown): ToolOption[] => {
  if (isPlain(item)) return [{ value: String(item), label: String(item) }]
  if (!isRecord(item)) return []
  const value = pick(item, valueKeys)
  const label = pick(item, labelKeys)
  if (value !== undefined) return [{ value, label: label ?? value }]
  // Some wrap each item once more: {data: {…}}, {node: {…}}.
  const inner = Object.values(item).filter(isRecord)
  return inner.length === 1 ? toOption(inner[0]) : []
}

const unique = (options: ToolOption[]): ToolOption[] => [
  ...new Map(options.map((option) => [option.value, option])).values(),
]

/** The lists in an answer, each under its name; one below another counts under its own. */
const findLists = (output: Loose, depth = 0): [string, unknown[]][] =>
  Object.entries(output).flatMap(([name, value]): [string, unknown[]][] => {
    if (Array.isArray(value)) return [[name, value]]
    return isRecord(value) && depth < 3 ? findLists(value, depth + 1) : []
  })

const isDictionary = (output: Loose): boolean => {
  const values = Object.values(output)
  return values.length > 0 && values.every((value) => isPlain(value))
}

/**
 * Reads the choices out of a tool's answer, whose shape differs from tool to tool: a list of texts, of `{id, name}`, of
 * `{value, label}`; a list that is wrapped once or several times; a dictionary; several named lists beside one another,
 * with flags. What holds no choice gives none.
 */
export const readToolAnswer = (output: unknown): ToolAnswer => {
  if (Array.isArray(output)) {
    return { options: unique(output.flatMap(toOption)), parts: {}, says: {} }
  }
  if (!isRecord(output)) return { options: [], parts: {}, says: {} }
  const parts = Object.fromEntries(
    findLists(output).map(([name, items]) => [name, unique(items.flatMap(toOption))]),
  )
  const says = Object.fromEntries(
    Object.entries(output).filter(
      (entry): entry is [string, boolean] => typeof entry[1] === 'boolean',
    ),
  )
  const lists = Object.values(parts)
  if (lists.length > 0) return { options: lists[0] ?? [], parts, says }
  if (isDictionary(output)) {
    // An item alone, or names by their values.
    const options = pick(output, ['id', 'value'])
      ? toOption(output)
      : Object.entries(output).map(([value, label]) => ({ value, label: String(label) }))
    return { options, parts, says }
  }
  return { options: toOption(output), parts, says }
}
