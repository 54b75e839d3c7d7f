/** Where the calendar is, below the panel's own address. */
export const calendarPath = '/calendar'

export const calendarTitle = 'Calendar'
