def clean(text):  # expect: MRT901 error
    return text.strip()
