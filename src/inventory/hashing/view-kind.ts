/** How a view is made from a file: the rules themselves are in `views.ts`. */
export type ViewKind =
  | 'no-ines'
  | 'no-fds'
  | 'no-smc'
  | 'no-a78'
  | 'no-lnx'
  | 'no-pce'
  | 'no-copier'
  | 'z64'
  | 'linear'
