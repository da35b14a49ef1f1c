// The icons of the console: givers do not fetch them. petugas.ts adds them.
export const staff_shapes = {
  home: "M4 11l8-7 8 7M6 9.4V20h12V9.4M10 20v-5.6h4V20",
  upload: "M12 16V5M7 9.5l5-5 5 5M5 20h14",
  book: "M5 4.5h10.5A3.5 3.5 0 0 1 19 8v11.5H8.5A3.5 3.5 0 0 1 5 16zM5 16a3.5 3.5 0 0 1 3.5-3.5H19",
  tree: "M12 4v5M6 15v-3h12v3M12 9v3M4 15h4v5H4zM10 15h4v5h-4zM16 15h4v5h-4z",
  chart: "M4 20h16M7 16v-5M12 16V6M17 16v-8",
  eye: "M3 12s3.4-6 9-6 9 6 9 6-3.4 6-9 6-9-6-9-6zM12 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
  arrow: "M5 12h14M13 6l6 6-6 6",
} as const;
