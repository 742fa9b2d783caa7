print("l5-deposit")
