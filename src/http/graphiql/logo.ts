/** Four upstreams, one graph. */
export const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="28" height="28" role="img" aria-label="Partner Graph">
  <path d="M7 7 25 25M25 7 7 25" stroke="#7a8794" stroke-width="2"/>
  <circle cx="16" cy="16" r="6" fill="#d9246c"/>
  <circle cx="7" cy="7" r="4" fill="#3b82c4"/>
  <circle cx="25" cy="7" r="4" fill="#2e9e6b"/>
  <circle cx="7" cy="25" r="4" fill="#d98a1f"/>
  <circle cx="25" cy="25" r="4" fill="#7d5bc4"/>
</svg>`;
