/** The id of a record: a number or a UUID, as the application's database adapter has it. */
export type ID = number | string
