import type { Conversion } from '../../channels/adapter.ts'
import type { MediaId } from '../mediaId.ts'

/** A file of the media library that is to be brought into another form. Made by the plan, never asked for by a post. */
export type ConversionSpec<File = MediaId> = { kind: 'conversion'; file: File } & Conversion
