/** Whether there is something newer than what a list of activity shows is kept below this. */
export const newestActivityKey = ['activity', 'newest'] as const
