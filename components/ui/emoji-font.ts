import '@fontsource/noto-color-emoji/400.css';
