import type { SeriesOptions } from '../../model/series.ts'
import type { DayOptions } from '../../plan/series/index.ts'

/** The options of a tenant with what is usual where it says nothing. */
export const toDayOptions = (given: SeriesOptions | null | undefined): DayOptions => ({
  threshold: given?.threshold ?? 75,
  growthEveryDays: given?.growthEveryDays ?? 1,
  maintenanceEveryDays: given?.maintenanceEveryDays ?? 7,
  boardTemplate: given?.boardTemplate?.trim() || '{Singular} Coloring Pages',
  from: given?.from || '00:00',
  to: given?.to || '24:00',
  minMinutes: given?.minMinutes ?? 45,
  maxMinutes: Math.max(given?.minMinutes ?? 45, given?.maxMinutes ?? 60),
  floorMinutes: given?.floorMinutes ?? 1,
})
